// Own curve arithmetic: OpenSSL's accepts what the strict rules refuse, and takes twice as long.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "vm/crypto/ed25519.hpp"

#include <openssl/sha.h>

#include <algorithm>

#include "vm/crypto/field.hpp"
#include "vm/crypto/field25519.hpp"
#include "vm/crypto/signed_digits.hpp"

namespace mozi::crypto {
namespace {

using Fe = Field25519;

/// The order of the group that the base point generates.
struct Order {
  static constexpr Word value{0x1000000000000000, 0x0000000000000000, 0x14def9dea2f79cd6,
                              0x5812631a5cf5d3ed};
};
using Scalar = Field<Order>;

/// d of the curve -x^2 + y^2 = 1 + d x^2 y^2, twice it, and a square root of -1.
constexpr Fe curve_d{
    Word{0x52036cee2b6ffe73, 0x8cc740797779e898, 0x00700a4d4141d8ab, 0x75eb4dca135978a3}};
constexpr Fe twice_d = curve_d + curve_d;
constexpr Fe root_of_minus_one{
    Word{0x2b8324804fc1df0b, 0x2b4d00993dfbd7a7, 0x2f431806ad2fe478, 0xc4ee1b274a0ea0b0}};
constexpr Fe one{Word{1}};

/// A point to be added often: y + x, y - x, 2z and 2dt.
struct Addend {
  Fe sum;
  Fe difference;
  Fe z2;
  Fe t2d;
  Addend operator-() const { return {difference, sum, z2, -t2d}; }
};

/// A point (x/z, y/z) with t = xy/z.
struct Point {
  Fe x;
  Fe y = one;
  Fe z = one;
  Fe t;

  [[nodiscard]] Addend addend() const { return {y + x, y - x, z + z, t * twice_d}; }
  /// add-2008-hwcd-3 of the Explicit-Formulas Database; complete on this curve.
  Point operator+(const Addend& q) const {
    const Fe a = (y - x) * q.difference;
    const Fe b = (y + x) * q.sum;
    const Fe c = t * q.t2d;
    const Fe d = z * q.z2;
    return from(b - a, d - c, d + c, b + a);
  }
  /// dbl-2008-hwcd.
  [[nodiscard]] Point doubled() const {
    const Fe a = x.square();
    const Fe b = y.square();
    const Fe c = z.square();
    const Fe e = (x + y).square() - a - b;
    const Fe g = b - a;
    return from(e, g - (c + c), g, -(a + b));
  }
  [[nodiscard]] bool has_small_order() const {
    const Point p = doubled().doubled().doubled();
    return p.x.is_zero() && p.y == p.z;
  }

 private:
  static Point from(const Fe& e, const Fe& f, const Fe& g, const Fe& h) {
    return {e * f, g * h, f * g, e * h};
  }
};

/// The little-endian word at `in`.
Word load_little_endian(const uint8_t* in) {
  std::array<uint8_t, 32> reversed;
  std::reverse_copy(in, in + 32, reversed.begin());
  return Word::load(reversed.data());
}

constexpr Word sign_bit = Word{1} << 255;

/// The point that 32 bytes encode; nothing if there is none or they are not its one encoding.
std::optional<Point> decode(const uint8_t* in) {
  const Word encoded = load_little_endian(in);
  const bool odd = !(encoded & sign_bit).is_zero();
  const Word y_value = encoded & ~sign_bit;
  if (y_value >= Fe::modulus) return {};
  const Fe y{y_value};
  const Fe u = y.square() - one;
  const Fe v = curve_d * y.square() + one;
  const Fe v3 = v.square() * v;
  Fe x = u * v3 * (u * v3.square() * v).root_power();
  if (v * x.square() == -u) x = x * root_of_minus_one;
  if (v * x.square() != u) return {};
  if (x.is_zero() && odd) return {};
  if (((x.value().low() & 1) != 0) != odd) x = -x;
  return Point{x, y, one, x * y};
}

bool encodes(const uint8_t* bytes, const Point& p) {
  const Fe inverse = p.z.inverse();
  const Word x = (p.x * inverse).value();
  const Word y = (p.y * inverse).value();
  return load_little_endian(bytes) == ((x.low() & 1) != 0 ? y | sign_bit : y);
}

/// The odd multiples 1, 3, ..., 2 count - 1 of a point.
template <size_t count>
std::array<Addend, count> odd_multiples(const Point& p) {
  const Addend twice = p.doubled().addend();
  std::array<Addend, count> table;
  Point multiple = p;
  table[0] = p.addend();
  for (size_t i = 1; i < count; ++i) {
    multiple = multiple + twice;
    table[i] = multiple.addend();
  }
  return table;
}

constexpr unsigned base_window = 8;
constexpr unsigned point_window = 5;

std::array<Addend, 1 << (base_window - 2)> base_multiples() {
  constexpr Word x{0x216936d3cd6e53fe, 0xc0a4e231fdd6dc5c, 0x692cc7609525a7b2, 0xc9562d608f25d51a};
  constexpr Word y{0x6666666666666666, 0x6666666666666666, 0x6666666666666666, 0x6666666666666658};
  return odd_multiples<1 << (base_window - 2)>({Fe{x}, Fe{y}, one, Fe{x} * Fe{y}});
}

template <size_t count>
void add_digit(Point& p, int digit, const std::array<Addend, count>& table) {
  if (digit > 0) p = p + table[static_cast<size_t>(digit / 2)];
  if (digit < 0) p = p + -table[static_cast<size_t>(-digit / 2)];
}

/// The base point times s plus p times k.
Point double_multiple(const Word& s, const Point& p, const Word& k) {
  static const auto base_table = base_multiples();
  const auto table = odd_multiples<1 << (point_window - 2)>(p);
  const SignedDigits<base_window> s_digits{s};
  const SignedDigits<point_window> k_digits{k};
  Point sum;
  for (size_t i = std::max(s_digits.size, k_digits.size); i-- > 0;) {
    sum = sum.doubled();
    add_digit(sum, s_digits.digit[i], base_table);
    add_digit(sum, k_digits.digit[i], table);
  }
  return sum;
}

/// SHA-512 of nonce point, key and message, modulo the order.
Word challenge(const uint8_t* nonce, const uint8_t* key, BytesView message) {
  SHA512_CTX context;
  SHA512_Init(&context);
  SHA512_Update(&context, nonce, 32);
  SHA512_Update(&context, key, 32);
  SHA512_Update(&context, message.data(), message.size());
  std::array<uint8_t, SHA512_DIGEST_LENGTH> digest;
  SHA512_Final(digest.data(), &context);
  const Scalar two_to_128 = Scalar::from(Word{1} << 128);
  const Scalar high = Scalar::reduced(load_little_endian(digest.data() + 32));
  return (high * two_to_128.square() + Scalar::reduced(load_little_endian(digest.data()))).value();
}

}  // namespace

bool ed25519_verify(std::span<const uint8_t, 32> key, std::span<const uint8_t, 64> signature,
                    BytesView message) {
  const uint8_t* const nonce = signature.data();
  const Word s = load_little_endian(signature.data() + 32);
  if (s >= Order::value) return false;
  auto point = decode(key.data());
  if (!point || point->has_small_order()) return false;
  // The nonce point is s B - k A; computing it shows at once whether its encoding is the right one.
  point->x = -point->x;
  point->t = -point->t;
  const Point expected = double_multiple(s, *point, challenge(nonce, key.data(), message));
  return !expected.has_small_order() && encodes(nonce, expected);
}

}  // namespace mozi::crypto
