// Points of curves y^2 = x^3 + b over any field: addition in Jacobian coordinates.
#pragma once

#include <array>
#include <mozi/word.hpp>
#include <span>

namespace mozi::crypto {

/// A point in affine coordinates; (0, 0) stands for the point at infinity, which no curve with
/// b != 0 contains otherwise.
template <class F>
struct AffinePoint {
  F x;
  F y;

  constexpr bool operator==(const AffinePoint&) const = default;
  [[nodiscard]] constexpr bool is_infinity() const { return x.is_zero() && y.is_zero(); }
  constexpr AffinePoint operator-() const { return {x, -y}; }
  /// Whether the point satisfies y^2 = x^3 + b.
  [[nodiscard]] constexpr bool is_on_curve(const F& b) const {
    return is_infinity() || y.square() == x.square() * x + b;
  }
};

/// A point (x / z^2, y / z^3); z = 0 is the point at infinity.
template <class F>
struct JacobianPoint {
  F x;
  F y;
  F z;

  constexpr JacobianPoint() = default;
  constexpr JacobianPoint(const F& x_, const F& y_, const F& z_) : x{x_}, y{y_}, z{z_} {}
  explicit constexpr JacobianPoint(const AffinePoint<F>& p) {
    if (!p.is_infinity()) *this = {p.x, p.y, F::one()};
  }

  [[nodiscard]] constexpr bool is_infinity() const { return z.is_zero(); }
  constexpr JacobianPoint operator-() const { return {x, -y, z}; }
  /// Whether both are the same point.
  [[nodiscard]] constexpr bool equals(const JacobianPoint& q) const {
    if (is_infinity() || q.is_infinity()) return is_infinity() && q.is_infinity();
    const F zz = z.square();
    const F qq = q.z.square();
    return x * qq == q.x * zz && y * qq * q.z == q.y * zz * z;
  }

  /// dbl-2009-l of the Explicit-Formulas Database.
  [[nodiscard]] constexpr JacobianPoint doubled() const {
    const F a = x.square();
    const F b = y.square();
    const F c = b.square();
    const F d = ((x + b).square() - a - c).doubled();
    const F e = a.doubled() + a;
    const F x3 = e.square() - d.doubled();
    return {x3, e * (d - x3) - c.doubled().doubled().doubled(), (y * z).doubled()};
  }

  /// add-2007-bl, with the cases it leaves out.
  constexpr JacobianPoint operator+(const JacobianPoint& q) const {
    if (is_infinity()) return q;
    if (q.is_infinity()) return *this;
    const F zz = z.square();
    const F qq = q.z.square();
    const F u1 = x * qq;
    const F h = q.x * zz - u1;
    const F s1 = y * q.z * qq;
    const F r = (q.y * z * zz - s1).doubled();
    if (h.is_zero()) return r.is_zero() ? doubled() : JacobianPoint{};
    return sum(h, r, u1, s1, ((z + q.z).square() - zz - qq) * h);
  }

  /// madd-2007-bl, with the cases it leaves out.
  constexpr JacobianPoint operator+(const AffinePoint<F>& q) const {
    if (is_infinity()) return JacobianPoint{q};
    if (q.is_infinity()) return *this;
    const F zz = z.square();
    const F h = q.x * zz - x;
    const F r = (q.y * z * zz - y).doubled();
    if (h.is_zero()) return r.is_zero() ? doubled() : JacobianPoint{};
    return sum(h, r, x, y, (z * h).doubled());
  }

  [[nodiscard]] AffinePoint<F> to_affine() const {
    if (is_infinity()) return {};
    const F inverse = z.inverse();
    const F inverse2 = inverse.square();
    return {x * inverse2, y * inverse2 * inverse};
  }

  /// The multiple by `scalar`, from its most significant bit on; for short scalars.
  [[nodiscard]] constexpr JacobianPoint times(uint64_t scalar) const {
    JacobianPoint result;
    for (int i = 64 - std::countl_zero(scalar); i-- > 0;) {
      result = result.doubled();
      if ((scalar >> i & 1) != 0) result = result + *this;
    }
    return result;
  }

 private:
  /// The common end of both additions.
  static constexpr JacobianPoint sum(const F& h, const F& r, const F& x1, const F& y1,
                                     const F& z3) {
    const F i = h.doubled().square();
    const F j = h * i;
    const F v = x1 * i;
    const F x3 = r.square() - j - v.doubled();
    return {x3, r * (v - x3) - (y1 * j).doubled(), z3};
  }
};

/// The odd multiples 1, 3, ..., 15 of a point.
template <class F>
std::array<JacobianPoint<F>, 8> odd_multiples(const JacobianPoint<F>& p) {
  const auto twice = p.doubled();
  std::array<JacobianPoint<F>, 8> table;
  table[0] = p;
  for (size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] + twice;
  return table;
}

}  // namespace mozi::crypto
