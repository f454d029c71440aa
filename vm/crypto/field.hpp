// Prime fields of at most 254 bits: elements in Montgomery form over four 64-bit limbs.
#pragma once

#include <mozi/word.hpp>
#include <optional>

#include "vm/crypto/carry.hpp"
#include "vm/crypto/mod_inverse.hpp"
#include "vm/crypto/wide.hpp"

namespace mozi::crypto {

/// An element of the field of integers modulo the prime `Modulus::value`. Below 2^254 a sum of two
/// elements needs no carry and a sum of four products reduces like one.
template <class Modulus>
class Field {
 public:
  static constexpr Word modulus = Modulus::value;
  static_assert((modulus.limb[0] & 1) != 0 && modulus.limb[3] >> 62 == 0);

  constexpr Field() = default;
  /// The element `small`.
  explicit constexpr Field(uint64_t small) : Field(from(Word{small})) {}
  /// The element `value`, which must be below the modulus.
  static constexpr Field from(const Word& value) { return Field{value} * Field{r_squared}; }
  /// The element `value`, or nothing if it is not below the modulus.
  [[nodiscard]] static constexpr std::optional<Field> checked(const Word& value) {
    if (value >= modulus) return {};
    return from(value);
  }
  /// The element that `value` is congruent to.
  static constexpr Field reduced(Word value) {
    while (value >= modulus) value = value - modulus;
    return from(value);
  }
  static constexpr Field zero() { return {}; }
  static constexpr Field one() { return Field{r}; }

  /// The element as a number below the modulus.
  [[nodiscard]] constexpr Word value() const { return montgomery(mont_, Word{1}); }

  constexpr bool operator==(const Field&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return mont_.is_zero(); }

  constexpr Field operator+(const Field& b) const { return Field{below_modulus(loose_sum(b))}; }
  constexpr Field operator-(const Field& b) const {
    Word d;
    uint64_t borrow = 0;
    for (unsigned i = 0; i < 4; ++i) d.limb[i] = sub_borrow(mont_.limb[i], b.mont_.limb[i], borrow);
    const uint64_t negative = mask_of(borrow);
    uint64_t carry = 0;
    for (unsigned i = 0; i < 4; ++i)
      d.limb[i] = add_carry(d.limb[i], modulus.limb[i] & negative, carry);
    return Field{d};
  }
  constexpr Field operator-() const { return zero() - *this; }
  constexpr Field operator*(const Field& b) const { return Field{montgomery(mont_, b.mont_)}; }
  constexpr Field& operator+=(const Field& b) { return *this = *this + b; }
  constexpr Field& operator-=(const Field& b) { return *this = *this - b; }
  constexpr Field& operator*=(const Field& b) { return *this = *this * b; }

  [[nodiscard]] constexpr Field square() const { return *this * *this; }
  [[nodiscard]] constexpr Field doubled() const { return *this + *this; }
  [[nodiscard]] constexpr Field halved() const {
    return Field{((mont_.limb[0] & 1) != 0 ? mont_ + modulus : mont_) >> 1};
  }
  /// The multiplicative inverse; zero for zero.
  [[nodiscard]] Field inverse() const {
    // (a R)^-1 times R^3, with one R divided out by the product, is a^-1 R.
    return Field{mod_inverse(mont_, modulus)} * Field{r_cubed};
  }
  [[nodiscard]] constexpr Field pow(const Word& exponent) const {
    Field result = one();
    for (unsigned i = exponent.bit_width(); i-- > 0;) {
      result = result.square();
      if ((exponent.limb[i / 64] >> (i % 64) & 1) != 0) result *= *this;
    }
    return result;
  }

  /// The sum without reduction, below twice the modulus: only good for `product` and `times_loose`.
  [[nodiscard]] constexpr Word loose_sum(const Field& b) const { return sum(mont_, b.mont_); }
  /// The difference plus the modulus, below twice the modulus.
  [[nodiscard]] constexpr Word loose_difference(const Field& b) const {
    Word negated;
    uint64_t borrow = 0;
    for (unsigned i = 0; i < 4; ++i)
      negated.limb[i] = sub_borrow(modulus.limb[i], b.mont_.limb[i], borrow);
    return sum(mont_, negated);
  }
  /// The product of two loose words as an element.
  static constexpr Field times_loose(const Word& a, const Word& b) {
    return Field{montgomery(a, b)};
  }

  /// The element as a loose word.
  [[nodiscard]] constexpr const Word& loose() const { return mont_; }

  /// The product without reduction.
  [[nodiscard]] constexpr Wide product(const Field& b) const {
    return wide_product(mont_, b.mont_);
  }
  /// a - b modulo the modulus, for sums a and b of at most four products each.
  static constexpr Wide wide_difference(Wide a, const Wide& b) {
    // Adding the modulus times 2^256 makes a negative difference positive again.
    const uint64_t negative = mask_of(a.subtract(b));
    uint64_t carry = 0;
    for (unsigned i = 0; i < 4; ++i)
      a.limb[i + 4] = add_carry(a.limb[i + 4], modulus.limb[i] & negative, carry);
    return a;
  }
  /// The element that a sum of at most four products stands for.
  static constexpr Field reduce(const Wide& wide) {
    const auto& w = wide.limb;
    std::array<uint64_t, 6> t{w[0], w[1], w[2], w[3]};
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; ++i) {
      add_row(t.data(), modulus, t[0] * negated_inverse);
      t = {t[1], t[2], t[3], t[4], 0};
    }
    // The lower half has become at most the modulus; of four products the upper half is less.
    return Field{below_modulus(sum({t[3], t[2], t[1], t[0]}, {w[7], w[6], w[5], w[4]}))};
  }

 private:
  explicit constexpr Field(const Word& mont) : mont_{mont} {}

  /// a + b, which must be below 2^256.
  static constexpr Word sum(const Word& a, const Word& b) {
    Word s;
    uint64_t carry = 0;
    for (unsigned i = 0; i < 4; ++i) s.limb[i] = add_carry(a.limb[i], b.limb[i], carry);
    return s;
  }

  /// Subtracts the modulus from a word below twice the modulus if needed.
  static constexpr Word below_modulus(const Word& w) {
    Word d;
    uint64_t borrow = 0;
    for (unsigned i = 0; i < 4; ++i) d.limb[i] = sub_borrow(w.limb[i], modulus.limb[i], borrow);
    const uint64_t keep = mask_of(borrow);
    for (unsigned i = 0; i < 4; ++i) d.limb[i] = (w.limb[i] & keep) | (d.limb[i] & ~keep);
    return d;
  }

  /// t += a b over five limbs; the sum must fit.
  [[gnu::always_inline]] static constexpr void add_row(uint64_t* t, const Word& a, uint64_t b) {
    std::array<uint64_t, 4> low{};
    std::array<uint64_t, 4> high{};
    for (unsigned j = 0; j < 4; ++j) {
      const Uint128 x = Uint128{a.limb[j]} * b;
      low[j] = static_cast<uint64_t>(x);
      high[j] = static_cast<uint64_t>(x >> 64);
    }
    uint64_t carry = 0;
    for (unsigned j = 0; j < 4; ++j) t[j] = add_carry(t[j], low[j], carry);
    t[4] += carry;
    carry = 0;
    for (unsigned j = 0; j < 4; ++j) t[j + 1] = add_carry(t[j + 1], high[j], carry);
  }

  /// a b / 2^256. The top limb of the modulus is small enough that no sum below overflows.
  [[gnu::always_inline]] static constexpr Word montgomery(const Word& a, const Word& b) {
    std::array<uint64_t, 6> t{};
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; ++i) {
      add_row(t.data(), a, b.limb[i]);
      add_row(t.data(), modulus, t[0] * negated_inverse);
      // The row made t[0] zero: the division by 2^64.
      t = {t[1], t[2], t[3], t[4], 0};
    }
    return below_modulus({t[3], t[2], t[1], t[0]});
  }

  /// -1/modulus modulo 2^64, by Newton's iteration.
  static constexpr uint64_t negated_inverse = [] {
    uint64_t x = 1;
    for (unsigned i = 0; i < 6; ++i) x *= 2 - modulus.limb[0] * x;
    return 0 - x;
  }();
  /// 2^bits modulo the modulus.
  static constexpr Word power_of_two(unsigned bits) {
    Word w{1};
    for (unsigned i = 0; i < bits; ++i) w = below_modulus(w + w);
    return w;
  }
  static constexpr Word r = power_of_two(256);
  static constexpr Word r_squared = power_of_two(512);
  static constexpr Word r_cubed = power_of_two(768);

  Word mont_;
};

}  // namespace mozi::crypto
