// The field of integers modulo 2^255 - 19, over four 64-bit limbs.
#pragma once

#include "vm/crypto/carry.hpp"
#include "vm/crypto/mod_inverse.hpp"
#include "vm/crypto/wide.hpp"

namespace mozi::crypto {

/// An element, kept as any word congruent to it: 2^256 is 38 modulo the prime.
class Field25519 {
 public:
  static constexpr Word modulus{0x7fffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff,
                                0xffffffffffffffed};

  constexpr Field25519() = default;
  explicit constexpr Field25519(const Word& value) : word_{value} {}

  /// The element as a number below the prime.
  [[nodiscard]] constexpr Word value() const {
    Word w = word_;
    while (w >= modulus) w = w - modulus;
    return w;
  }
  constexpr bool operator==(const Field25519& b) const { return value() == b.value(); }
  [[nodiscard]] constexpr bool is_zero() const { return value().is_zero(); }

  constexpr Field25519 operator+(const Field25519& b) const {
    Word sum;
    uint64_t carry = 0;
    for (unsigned i = 0; i < 4; ++i) sum.limb[i] = add_carry(word_.limb[i], b.word_.limb[i], carry);
    return Field25519{folded(sum, carry * 38)};
  }
  constexpr Field25519 operator-(const Field25519& b) const {
    Word d;
    uint64_t borrow = 0;
    for (unsigned i = 0; i < 4; ++i) d.limb[i] = sub_borrow(word_.limb[i], b.word_.limb[i], borrow);
    // A borrow added 2^256, which is 38 too much. If taking that away borrows again, what is left
    // is so close to 2^256 that the last limb can give 38 more.
    uint64_t again = 0;
    d.limb[0] = sub_borrow(d.limb[0], borrow * 38, again);
    for (unsigned i = 1; i < 4; ++i) d.limb[i] = sub_borrow(d.limb[i], 0, again);
    d.limb[0] -= again * 38;
    return Field25519{d};
  }
  constexpr Field25519 operator-() const { return Field25519{} - *this; }
  constexpr Field25519 operator*(const Field25519& b) const {
    const Wide w = wide_product(word_, b.word_);
    Word low;
    uint64_t carry = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const Uint128 t = Uint128{w.limb[i + 4]} * 38 + w.limb[i] + carry;
      low.limb[i] = static_cast<uint64_t>(t);
      carry = static_cast<uint64_t>(t >> 64);
    }
    return Field25519{folded(low, carry * 38)};
  }
  [[nodiscard]] constexpr Field25519 square() const { return *this * *this; }
  /// The element squared `times` times.
  [[nodiscard]] constexpr Field25519 squared(unsigned times) const {
    Field25519 x = *this;
    while (times-- > 0) x = x.square();
    return x;
  }
  [[nodiscard]] Field25519 inverse() const { return Field25519{mod_inverse(value(), modulus)}; }
  /// The power by (p - 5) / 8 = 2^252 - 3, of which square roots are made.
  [[nodiscard]] constexpr Field25519 root_power() const {
    // Named by the exponents 2^n - 1.
    const auto x1 = *this;
    const auto x2 = x1.square() * x1;
    const auto x4 = x2.squared(2) * x2;
    const auto x5 = x4.square() * x1;
    const auto x10 = x5.squared(5) * x5;
    const auto x20 = x10.squared(10) * x10;
    const auto x40 = x20.squared(20) * x20;
    const auto x50 = x40.squared(10) * x10;
    const auto x100 = x50.squared(50) * x50;
    const auto x200 = x100.squared(100) * x100;
    const auto x250 = x200.squared(50) * x50;
    return x250.squared(2) * x1;
  }

 private:
  /// w + extra modulo the prime, for a small `extra`.
  static constexpr Word folded(Word w, uint64_t extra) {
    uint64_t carry = 0;
    w.limb[0] = add_carry(w.limb[0], extra, carry);
    for (unsigned i = 1; i < 4; ++i) w.limb[i] = add_carry(w.limb[i], 0, carry);
    // A carry leaves so small a word behind that the first limb has room for 38.
    w.limb[0] += carry * 38;
    return w;
  }

  Word word_;
};

}  // namespace mozi::crypto
