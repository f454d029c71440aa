// The fields of BN254: Fp, Fp2 = Fp[i]/(i^2 + 1), Fp6 = Fp2[v]/(v^3 - 9 - i), Fp12 = Fp6[w]/(w^2 -
// v).
#pragma once

#include "vm/crypto/field.hpp"

namespace mozi::crypto::bn254 {

/// The prime of the base field.
struct BaseModulus {
  static constexpr Word value{0x30644e72e131a029, 0xb85045b68181585d, 0x97816a916871ca8d,
                              0x3c208c16d87cfd47};
};
/// The order of the groups; also the field that Poseidon works in.
struct GroupOrder {
  static constexpr Word value{0x30644e72e131a029, 0xb85045b68181585d, 0x2833e84879b97091,
                              0x43e1f593f0000001};
};
using Fp = Field<BaseModulus>;
using Fr = Field<GroupOrder>;

/// An element a + b i.
struct Fp2 {
  Fp a;
  Fp b;

  static constexpr Fp2 one() { return {Fp::one(), {}}; }
  constexpr bool operator==(const Fp2&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return a.is_zero() && b.is_zero(); }

  constexpr Fp2 operator+(const Fp2& y) const { return {a + y.a, b + y.b}; }
  constexpr Fp2 operator-(const Fp2& y) const { return {a - y.a, b - y.b}; }
  constexpr Fp2 operator-() const { return {-a, -b}; }
  constexpr Fp2 operator*(const Fp& s) const { return {a * s, b * s}; }
  /// Karatsuba's three products, reduced only twice.
  [[gnu::noinline]] constexpr Fp2 operator*(const Fp2& y) const {
    const Wide aa = a.product(y.a);
    const Wide bb = b.product(y.b);
    Wide cross = wide_product(a.loose_sum(b), y.a.loose_sum(y.b));
    cross.subtract(aa);
    cross.subtract(bb);
    return {Fp::reduce(Fp::wide_difference(aa, bb)), Fp::reduce(cross)};
  }
  constexpr Fp2& operator+=(const Fp2& y) { return *this = *this + y; }
  constexpr Fp2& operator-=(const Fp2& y) { return *this = *this - y; }
  constexpr Fp2& operator*=(const Fp2& y) { return *this = *this * y; }

  [[nodiscard, gnu::noinline]] constexpr Fp2 square() const {
    return {Fp::times_loose(a.loose_sum(b), a.loose_difference(b)),
            Fp::times_loose(a.loose_sum(a), b.loose())};
  }
  [[nodiscard]] constexpr Fp2 doubled() const { return {a.doubled(), b.doubled()}; }
  [[nodiscard]] constexpr Fp2 halved() const { return {a.halved(), b.halved()}; }
  [[nodiscard]] constexpr Fp2 tripled() const { return doubled() + *this; }
  [[nodiscard]] constexpr Fp2 conjugate() const { return {a, -b}; }
  /// The product with 9 + i.
  [[nodiscard]] constexpr Fp2 times_xi() const {
    const auto nine_a = a.doubled().doubled().doubled() + a;
    const auto nine_b = b.doubled().doubled().doubled() + b;
    return {nine_a - b, nine_b + a};
  }
  [[nodiscard]] Fp2 inverse() const {
    const Fp norm_inverse = (a.square() + b.square()).inverse();
    return {a * norm_inverse, -(b * norm_inverse)};
  }
};

/// An element a + b v + c v^2.
struct Fp6 {
  Fp2 a;
  Fp2 b;
  Fp2 c;

  constexpr bool operator==(const Fp6&) const = default;
  Fp6 operator+(const Fp6& y) const { return {a + y.a, b + y.b, c + y.c}; }
  Fp6 operator-(const Fp6& y) const { return {a - y.a, b - y.b, c - y.c}; }
  Fp6 operator-() const { return {-a, -b, -c}; }
  Fp6 operator*(const Fp2& s) const { return {a * s, b * s, c * s}; }
  Fp6 operator*(const Fp6& y) const;
  /// The product with y0 + y1 v.
  [[nodiscard]] Fp6 times_sparse(const Fp2& y0, const Fp2& y1) const;
  /// The product with v.
  [[nodiscard]] Fp6 times_v() const { return {c.times_xi(), a, b}; }
  [[nodiscard]] Fp6 doubled() const { return {a.doubled(), b.doubled(), c.doubled()}; }
  [[nodiscard]] Fp6 inverse() const;
};

/// An element a + b w.
struct Fp12 {
  Fp6 a;
  Fp6 b;

  static Fp12 one() { return {{Fp2::one(), {}, {}}, {}}; }
  bool operator==(const Fp12&) const = default;
  Fp12 operator*(const Fp12& y) const;
  Fp12& operator*=(const Fp12& y) { return *this = *this * y; }
  /// The product with y0 + (y1 + y2 v) w, the shape of a line.
  [[nodiscard]] Fp12 times_line(const Fp2& y0, const Fp2& y1, const Fp2& y2) const;
  [[nodiscard]] Fp12 square() const;
  /// The square of an element whose order divides p^4 - p^2 + 1 (Granger, Scott).
  [[nodiscard]] Fp12 cyclotomic_square() const;
  /// The p^6-th power; for such elements also the inverse.
  [[nodiscard]] Fp12 conjugate() const { return {a, -b}; }
  [[nodiscard]] Fp12 inverse() const;
  /// The p^power-th power, for power 1, 2 or 3.
  [[nodiscard]] Fp12 frobenius(unsigned power) const;
};

/// (9 + i)^((p - 1) / 6): w^p = w times this.
inline constexpr Fp2 frobenius_w = {
    Fp::from({0x1284b71c2865a7df, 0xe8b99fdd76e68b60, 0x5c521e08292f2176, 0xd60b35dadcc9e470}),
    Fp::from({0x246996f3b4fae7e6, 0xa6327cfe12150b8e, 0x747992778eeec7e5, 0xca5cf05f80f362ac})};

}  // namespace mozi::crypto::bn254
