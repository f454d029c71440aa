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

  constexpr bool operator==(const Word&) const = default;
  constexpr std::strong_ordering operator<=>(const Word& b) const {
    for (unsigned i = 4; i-- > 0;)
      if (limb[i] != b.limb[i]) return limb[i] <=> b.limb[i];
    return std::strong_ordering::equal;
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
constexpr Word operator-(const Word& a, const Word& b) {
  Word r;
  uint64_t borrow = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const Uint128 d = Uint128{a.limb[i]} - b.limb[i] - borrow;
    r.limb[i] = static_cast<uint64_t>(d);
    borrow = static_cast<uint64_t>(d >> 64) & 1;
  }
  return r;
}
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

/// Shifts by any amount; 256 and more give zero.
constexpr Word operator<<(const Word& a, uint64_t n) {
  if (n >= 256) return {};
  const unsigned limbs = static_cast<unsigned>(n) / 64;
  const unsigned bits = static_cast<unsigned>(n) % 64;
  Word r;
  for (unsigned i = 4; i-- > limbs;) {
    r.limb[i] = a.limb[i - limbs] << bits;
    if (bits != 0 && i > limbs) r.limb[i] |= a.limb[i - limbs - 1] >> (64 - bits);
  }
  return r;
}
constexpr Word operator>>(const Word& a, uint64_t n) {
  if (n >= 256) return {};
  const unsigned limbs = static_cast<unsigned>(n) / 64;
  const unsigned bits = static_cast<unsigned>(n) % 64;
  Word r;
  for (unsigned i = 0; i + limbs < 4; ++i) {
    r.limb[i] = a.limb[i + limbs] >> bits;
    if (bits != 0 && i + limbs + 1 < 4) r.limb[i] |= a.limb[i + limbs + 1] << (64 - bits);
  }
  return r;
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
  return a.is_negative() == b.is_negative() ? a < b : a.is_negative();
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
