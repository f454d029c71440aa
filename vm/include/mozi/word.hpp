// The 256-bit word of the EVM: an unsigned integer modulo 2^256 in four 64-bit limbs.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace mozi {

/// The compiler's 128-bit integer, used for carries and wide products.
__extension__ using Uint128 = unsigned __int128;

/// An unsigned integer modulo 2^256; limb[0] is the least significant.
struct Word {
  std::array<uint64_t, 4> limb{};

  constexpr Word() = default;
  constexpr Word(uint64_t low) : limb{low, 0, 0, 0} {}  // NOLINT: a number is a word
  constexpr Word(uint64_t l3, uint64_t l2, uint64_t l1, uint64_t l0) : limb{l0, l1, l2, l3} {}

  /// The low 64 bits.
  [[nodiscard]] constexpr uint64_t low() const { return limb[0]; }
  /// True if the value is below 2^64.
  [[nodiscard]] constexpr bool fits64() const { return (limb[1] | limb[2] | limb[3]) == 0; }
  [[nodiscard]] constexpr bool is_zero() const {
    return (limb[0] | limb[1] | limb[2] | limb[3]) == 0;
  }
  [[nodiscard]] constexpr bool is_negative() const { return (limb[3] >> 63) != 0; }
  /// The number of significant bits; 0 for zero.
  [[nodiscard]] constexpr unsigned bit_width() const {
    for (unsigned i = 4; i-- > 0;)
      if (limb[i] != 0) return 64 * i + static_cast<unsigned>(std::bit_width(limb[i]));
    return 0;
  }
  /// The number of significant bytes; 0 for zero.
  [[nodiscard]] constexpr unsigned byte_width() const { return (bit_width() + 7) / 8; }

  // Limb by limb: words are written so, and reading them back as vectors would wait for the stores.
  constexpr bool operator==(const Word& b) const {
    return ((limb[0] ^ b.limb[0]) | (limb[1] ^ b.limb[1]) | (limb[2] ^ b.limb[2]) |
            (limb[3] ^ b.limb[3])) == 0;
  }
  constexpr bool operator<(const Word& b) const;
  constexpr bool operator>(const Word& b) const { return b < *this; }
  constexpr bool operator<=(const Word& b) const { return !(b < *this); }
  constexpr bool operator>=(const Word& b) const { return !(*this < b); }
  constexpr std::strong_ordering operator<=>(const Word& b) const {
    if (*this == b) return std::strong_ordering::equal;
    return *this < b ? std::strong_ordering::less : std::strong_ordering::greater;
  }

  /// 32 bytes, most significant first.
  [[nodiscard]] constexpr std::array<uint8_t, 32> to_bytes() const {
    std::array<uint8_t, 32> out{};
    for (unsigned i = 0; i < 32; ++i)
      out[31 - i] = static_cast<uint8_t>(limb[i / 8] >> (8 * (i % 8)));
    return out;
  }
  /// Stores 32 bytes, most significant first, at `out`.
  void store(uint8_t* out) const {
    for (unsigned i = 0; i < 4; ++i) {
      const uint64_t v = __builtin_bswap64(limb[3 - i]);
      std::memcpy(out + 8 * i, &v, 8);
    }
  }
  /// Reads 32 bytes, most significant first, at `in`.
  static Word load(const uint8_t* in) {
    Word w;
    for (unsigned i = 0; i < 4; ++i) {
      uint64_t v = 0;
      std::memcpy(&v, in + 8 * i, 8);
      w.limb[3 - i] = __builtin_bswap64(v);
    }
    return w;
  }
  /// Reads at most 32 bytes, most significant first, as a number; longer input keeps its last 32.
  static constexpr Word from_bytes(std::span<const uint8_t> in) {
    if (in.size() > 32) in = in.last(32);
    Word w;
    for (size_t i = 0; i < in.size(); ++i) {
      const size_t at = in.size() - 1 - i;
      w.limb[i / 8] |= uint64_t{in[at]} << (8 * (i % 8));
    }
    return w;
  }
};

constexpr Word operator~(const Word& a) {
  return {~a.limb[3], ~a.limb[2], ~a.limb[1], ~a.limb[0]};
}
constexpr Word operator&(const Word& a, const Word& b) {
  return {a.limb[3] & b.limb[3], a.limb[2] & b.limb[2], a.limb[1] & b.limb[1],
          a.limb[0] & b.limb[0]};
}
constexpr Word operator|(const Word& a, const Word& b) {
  return {a.limb[3] | b.limb[3], a.limb[2] | b.limb[2], a.limb[1] | b.limb[1],
          a.limb[0] | b.limb[0]};
}
constexpr Word operator^(const Word& a, const Word& b) {
  return {a.limb[3] ^ b.limb[3], a.limb[2] ^ b.limb[2], a.limb[1] ^ b.limb[1],
          a.limb[0] ^ b.limb[0]};
}

#ifdef __clang__
/// A word as the compiler's own wide integer.
using Uint256 = unsigned _BitInt(256);
constexpr Uint256 to_wide(const Word& w) {
  return Uint256{w.limb[3]} << 192 | Uint256{w.limb[2]} << 128 | Uint256{w.limb[1]} << 64 |
         w.limb[0];
}
#endif

constexpr Word operator+(const Word& a, const Word& b) {
  Word r;
  Uint128 carry = 0;
  for (unsigned i = 0; i < 4; ++i) {
    carry += Uint128{a.limb[i]} + b.limb[i];
    r.limb[i] = static_cast<uint64_t>(carry);
    carry >>= 64;
  }
  return r;
}
#ifdef __clang__
// Clang finds the chain of borrows in its own wide integers only.
constexpr Word operator-(const Word& a, const Word& b) {
  const Uint256 r = to_wide(a) - to_wide(b);
  return {static_cast<uint64_t>(r >> 192), static_cast<uint64_t>(r >> 128),
          static_cast<uint64_t>(r >> 64), static_cast<uint64_t>(r)};
}
constexpr bool Word::operator<(const Word& b) const {
  return to_wide(*this) < to_wide(b);
}
#else
/// a - b, and whether it fell below zero.
constexpr std::pair<Word, bool> subtract(const Word& a, const Word& b) {
  Word r;
  bool borrow = false;
  for (unsigned i = 0; i < 4; ++i) {
    uint64_t d = 0;
    const bool below = __builtin_sub_overflow(a.limb[i], b.limb[i], &d);
    const bool below_by_one = __builtin_sub_overflow(d, uint64_t{borrow}, &r.limb[i]);
    borrow = below || below_by_one;
  }
  return {r, borrow};
}
constexpr Word operator-(const Word& a, const Word& b) {
  return subtract(a, b).first;
}
constexpr bool Word::operator<(const Word& b) const {
  return subtract(*this, b).second;
}
#endif
constexpr Word operator-(const Word& a) {
  return Word{} - a;
}

constexpr Word operator*(const Word& a, const Word& b) {
  Word r;
  for (unsigned i = 0; i < 4; ++i) {
    uint64_t carry = 0;
    for (unsigned j = 0; i + j < 4; ++j) {
      const Uint128 t = Uint128{a.limb[i]} * b.limb[j] + r.limb[i + j] + carry;
      r.limb[i + j] = static_cast<uint64_t>(t);
      carry = static_cast<uint64_t>(t >> 64);
    }
  }
  return r;
}

/// Shifts by any amount; 256 and more give zero. Bits first, then limbs, without branches, for the
/// amount is rarely predictable.
constexpr Word operator<<(const Word& a, uint64_t n) {
  if (n >= 256) return {};
  const unsigned bits = n % 64;
  // In two moves, because shifting by 64 is undefined.
  const auto carried = [bits](uint64_t limb) { return limb >> 1 >> (63 - bits); };
  uint64_t r0 = a.limb[0] << bits;
  uint64_t r1 = a.limb[1] << bits | carried(a.limb[0]);
  uint64_t r2 = a.limb[2] << bits | carried(a.limb[1]);
  uint64_t r3 = a.limb[3] << bits | carried(a.limb[2]);
  const bool one = (n & 64) != 0;
  r3 = one ? r2 : r3;
  r2 = one ? r1 : r2;
  r1 = one ? r0 : r1;
  r0 = one ? 0 : r0;
  const bool two = (n & 128) != 0;
  return {two ? r1 : r3, two ? r0 : r2, two ? 0 : r1, two ? 0 : r0};
}
/// Shifts right by less than 256, filling with the bits of `fill`, which is 0 or ~0.
constexpr Word shift_right(const Word& a, uint64_t n, uint64_t fill) {
  const unsigned bits = n % 64;
  const auto carried = [bits](uint64_t limb) { return limb << 1 << (63 - bits); };
  uint64_t r0 = a.limb[0] >> bits | carried(a.limb[1]);
  uint64_t r1 = a.limb[1] >> bits | carried(a.limb[2]);
  uint64_t r2 = a.limb[2] >> bits | carried(a.limb[3]);
  uint64_t r3 = a.limb[3] >> bits | carried(fill);
  const bool one = (n & 64) != 0;
  r0 = one ? r1 : r0;
  r1 = one ? r2 : r1;
  r2 = one ? r3 : r2;
  r3 = one ? fill : r3;
  const bool two = (n & 128) != 0;
  return {two ? fill : r3, two ? fill : r2, two ? r3 : r1, two ? r2 : r0};
}
constexpr Word operator>>(const Word& a, uint64_t n) {
  return n >= 256 ? Word{} : shift_right(a, n, 0);
}

constexpr Word& operator+=(Word& a, const Word& b) {
  return a = a + b;
}
constexpr Word& operator-=(Word& a, const Word& b) {
  return a = a - b;
}
constexpr Word& operator*=(Word& a, const Word& b) {
  return a = a * b;
}
constexpr Word& operator|=(Word& a, const Word& b) {
  return a = a | b;
}
constexpr Word& operator&=(Word& a, const Word& b) {
  return a = a & b;
}

/// Signed comparison: both words read as two's complement.
constexpr bool signed_less(const Word& a, const Word& b) {
  constexpr uint64_t sign = uint64_t{1} << 63;
  return Word{a.limb[3] ^ sign, a.limb[2], a.limb[1], a.limb[0]} <
         Word{b.limb[3] ^ sign, b.limb[2], b.limb[1], b.limb[0]};
}

/// Quotient and remainder of a division.
struct QuotRem;
/// Divides; requires a divisor other than zero.
QuotRem udivrem(const Word& dividend, const Word& divisor);
/// The 512-bit product (high, low) of two words.
std::pair<Word, Word> umul_wide(const Word& a, const Word& b);
/// (a + b) mod m without overflow; requires m != 0.
Word addmod(const Word& a, const Word& b, const Word& m);
/// (a * b) mod m with a 512-bit product; requires m != 0.
Word mulmod(const Word& a, const Word& b, const Word& m);

struct QuotRem {
  Word quot;
  Word rem;
};
inline Word operator/(const Word& a, const Word& b) {
  return udivrem(a, b).quot;
}
inline Word operator%(const Word& a, const Word& b) {
  return udivrem(a, b).rem;
}

/// "0x" and lower-case hex without leading zeros ("0x0" for zero).
std::string to_hex(const Word& w);
/// Decimal digits.
std::string to_decimal(const Word& w);
/// Reads "0x" hex or decimal digits; false if `text` is no number or does not fit 256 bits.
[[nodiscard]] bool parse_word(std::string_view text, Word& out);

}  // namespace mozi
