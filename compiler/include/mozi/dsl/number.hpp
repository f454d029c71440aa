// Numbers that C++ integers cannot hold: 1_ether, 0xffff..._u256, number(1) << 64.
#pragma once

#include <concepts>
#include <type_traits>

#include "mozi/word.hpp"

namespace mozi::dsl {

/// C++'s integers, without its characters and booleans.
template <class I>
concept Integer = std::integral<I> && !std::same_as<I, bool> && !std::same_as<I, char> &&
                  !std::same_as<I, wchar_t> && !std::same_as<I, char8_t> &&
                  !std::same_as<I, char16_t> && !std::same_as<I, char32_t>;

/// A compile-time integer: a 256-bit magnitude and a sign. Literal of every integer type it fits.
class Number {
 public:
  template <Integer I>
  constexpr Number(I i)  // NOLINT: an integer is a number
      : magnitude_(i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i)),
        negative_(i < 0) {}
  constexpr Number(const Word& magnitude, bool negative = false)  // NOLINT: a word is a number
      : magnitude_(magnitude), negative_(negative && !magnitude.is_zero()) {}

  [[nodiscard]] constexpr const Word& magnitude() const { return magnitude_; }
  [[nodiscard]] constexpr bool negative() const { return negative_; }

  constexpr Number operator-() const { return {magnitude_, !negative_}; }
  friend constexpr Number operator+(const Number& a, const Number& b) {
    if (a.negative_ != b.negative_)
      return a.magnitude_ < b.magnitude_ ? Number(b.magnitude_ - a.magnitude_, b.negative_)
                                         : Number(a.magnitude_ - b.magnitude_, a.negative_);
    const Word sum = a.magnitude_ + b.magnitude_;
    if (sum < a.magnitude_) overflow();
    return {sum, a.negative_};
  }
  friend constexpr Number operator-(const Number& a, const Number& b) { return a + -b; }
  friend constexpr Number operator*(const Number& a, const Number& b) {
    Word product;
    Word addend = a.magnitude_;
    for (unsigned i = 0; i < b.magnitude_.bit_width(); ++i) {
      if (i > 0 && addend.is_negative()) overflow();
      if (i > 0) addend = addend << 1;
      if (((b.magnitude_ >> i).low() & 1) == 0) continue;
      product += addend;
      if (product < addend) overflow();
    }
    return {product, a.negative_ != b.negative_};
  }
  friend constexpr Number operator<<(const Number& a, unsigned n) {
    if (!a.magnitude_.is_zero() && a.magnitude_.bit_width() + n > 256) overflow();
    return {a.magnitude_ << n, a.negative_};
  }
  constexpr bool operator==(const Number&) const = default;

 private:
  // Not constexpr: calling it in a constant expression is the compile error that it reports.
  static void overflow();

  Word magnitude_;
  bool negative_;
};

/// A C++ integer as a number: number(1) << 64.
constexpr Number number(Integer auto i) {
  return i;
}

namespace literals {

/// Decimal or 0x digits with separators, up to 256 bits: 115792089237316195423570985_u256.
template <char... digits>
consteval Number operator""_u256() {
  constexpr char text[] = {digits..., '\0'};
  const bool is_hex = sizeof...(digits) > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  Number value = 0;
  for (size_t i = is_hex ? 2 : 0; i < sizeof...(digits); ++i) {
    const char c = text[i];
    if (c == '\'') continue;
    const int digit = c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
    value = value * Number(is_hex ? 16 : 10) + Number(digit);
  }
  return value;
}

#define MOZI_UNIT(suffix, factor)                                  \
  consteval Number operator""_##suffix(unsigned long long count) { \
    return Number(count) * Number(factor);                         \
  }
MOZI_UNIT(wei, 1)
MOZI_UNIT(gwei, 1'000'000'000)
MOZI_UNIT(ether, 1'000'000'000'000'000'000)
MOZI_UNIT(seconds, 1)
MOZI_UNIT(minutes, 60)
MOZI_UNIT(hours, 3600)
MOZI_UNIT(days, 86'400)
MOZI_UNIT(weeks, 604'800)
#undef MOZI_UNIT

}  // namespace literals
using namespace literals;

}  // namespace mozi::dsl
