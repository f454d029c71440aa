// Miller loop and final exponentiation of the optimal ate pairing. Line formulas: Aranha et al.,
// "The Realm of the Pairings"; hard part: Fuentes-Castaneda et al., "Faster Hashing to G2".
#include "vm/crypto/bn254_pairing.hpp"

namespace mozi::crypto::bn254 {
namespace {

/// The number that generates the curve: p = 36 x^4 + 36 x^3 + 24 x^2 + 6 x + 1.
constexpr uint64_t curve_x = 4965661367192848881;

/// The digits of 6 x + 2 below the leading one, the most significant first, in a form with few
/// digits that are not zero.
constexpr auto loop_digits = [] {
  std::array<int8_t, 66> low_first{};
  size_t size = 0;
  for (Uint128 n = Uint128{6} * curve_x + 2; n != 0; n >>= 1) {
    if ((n & 1) != 0) {
      low_first[size] = (n & 3) == 3 ? -1 : 1;
      n = low_first[size] < 0 ? n + 1 : n - 1;
    }
    ++size;
  }
  std::array<int8_t, 65> digits{};
  if (size != digits.size() + 1) __builtin_unreachable();
  for (size_t i = 0; i < digits.size(); ++i) digits[i] = low_first[digits.size() - 1 - i];
  return digits;
}();

/// The line through two points of the twist: at (x, y) of G1 it is y0 y + (y1 x + y2 v) w.
struct Line {
  Fp2 y0;
  Fp2 y1;
  Fp2 y2;
};

/// A point (x/z, y/z) of the twist that walks through a Miller loop.
struct Walker {
  Fp2 x;
  Fp2 y;
  Fp2 z = Fp2::one();

  /// Doubles the point; returns the tangent there.
  Line double_step();
  /// Adds q; returns the line through both.
  Line add_step(const G2& q);
};

Line Walker::double_step() {
  const Fp2 a = (x * y).halved();
  const Fp2 b = y.square();
  const Fp2 c = z.square();
  const Fp2 e = twist_b * c.tripled();
  const Fp2 f = e.tripled();
  const Fp2 g = (b + f).halved();
  const Fp2 h = (y + z).square() - b - c;
  const Line line{-h, x.square().tripled(), e - b};
  x = a * (b - f);
  y = g.square() - e.square().tripled();
  z = b * h;
  return line;
}

Line Walker::add_step(const G2& q) {
  const Fp2 theta = y - q.y * z;
  const Fp2 lambda = x - q.x * z;
  const Fp2 d = lambda.square();
  const Fp2 e = lambda * d;
  const Fp2 g = x * d;
  const Fp2 h = e + z * theta.square() - g.doubled();
  x = lambda * h;
  y = theta * (g - h) - e * y;
  z *= e;
  return {lambda, -theta, theta * q.x - lambda * q.y};
}

/// The endomorphism of the twist that acts on the group like multiplication by p.
G2 untwist_frobenius_twist(const G2& q) {
  const Fp2 w2 = frobenius_w.square();
  return {q.x.conjugate() * w2, q.y.conjugate() * (w2 * frobenius_w)};
}
JacobianPoint<Fp2> untwist_frobenius_twist(const JacobianPoint<Fp2>& q) {
  const Fp2 w2 = frobenius_w.square();
  return {q.x.conjugate() * w2, q.y.conjugate() * (w2 * frobenius_w), q.z.conjugate()};
}

/// The power by curve_x of an element of the cyclotomic subgroup.
Fp12 power_x(const Fp12& f) {
  Fp12 result = f;
  for (int i = std::bit_width(curve_x) - 1; i-- > 0;) {
    result = result.cyclotomic_square();
    if ((curve_x >> i & 1) != 0) result *= f;
  }
  return result;
}

/// The power by (p^12 - 1) / r, up to an exponent prime to r.
Fp12 final_exponentiation(const Fp12& miller) {
  // Easy part: (p^6 - 1)(p^2 + 1).
  Fp12 f = miller.conjugate() * miller.inverse();
  f = f.frobenius(2) * f;

  const Fp12 fx = power_x(f).conjugate();
  const Fp12 fx2 = fx.cyclotomic_square();
  const Fp12 fx6 = fx2.cyclotomic_square() * fx2;
  const Fp12 y4 = power_x(fx6).conjugate();
  const Fp12 y6 = power_x(y4.cyclotomic_square());
  const Fp12 y8 = y6 * y4 * fx6.conjugate();
  const Fp12 y9 = y8 * fx2;
  const Fp12 y11 = y8 * y4 * f;
  return y9.frobenius(1) * y11 * y8.frobenius(2) * (f.conjugate() * y9).frobenius(3);
}

}  // namespace

// El Housni, Guillevic, Piellard (eprint 2022/348): (x + 1) + psi x + psi^2 x = psi^3 2x holds in
// the group only. The norm of that polynomial in psi shares just r with the order of the twist.
bool is_in_subgroup(const G2& q) {
  const JacobianPoint point{q};
  const auto xq = point.times(curve_x);
  const auto psi_xq = untwist_frobenius_twist(xq);
  const auto psi2_xq = untwist_frobenius_twist(psi_xq);
  const auto psi3_2xq = untwist_frobenius_twist(psi2_xq).doubled();
  return psi3_2xq.equals(xq + q + psi_xq + psi2_xq);
}

void PairingProduct::multiply(const G1& p, const G2& q) {
  if (p.is_infinity() || q.is_infinity()) return;
  waiting_[waiting_count_++] = {p, q};
  if (waiting_count_ == waiting_.size()) run_miller_loops();
}

void PairingProduct::run_miller_loops() {
  const std::span pairs{waiting_.data(), waiting_count_};
  waiting_count_ = 0;
  std::array<Walker, std::tuple_size_v<decltype(waiting_)>> walkers;
  Fp12 f = Fp12::one();
  const auto apply = [&](const Line& line, const G1& p) {
    f = f.times_line(line.y0 * p.y, line.y1 * p.x, line.y2);
  };

  for (size_t i = 0; i < pairs.size(); ++i) walkers[i] = {pairs[i].q.x, pairs[i].q.y};
  for (const int8_t digit : loop_digits) {
    f = f.square();
    for (size_t i = 0; i < pairs.size(); ++i) {
      const auto& [p, q] = pairs[i];
      apply(walkers[i].double_step(), p);
      if (digit != 0) apply(walkers[i].add_step(digit > 0 ? q : -q), p);
    }
  }
  for (size_t i = 0; i < pairs.size(); ++i) {
    const auto& [p, q] = pairs[i];
    const G2 q1 = untwist_frobenius_twist(q);
    apply(walkers[i].add_step(q1), p);
    apply(walkers[i].add_step(-untwist_frobenius_twist(q1)), p);
  }
  product_ *= f;
}

bool PairingProduct::is_one() {
  if (waiting_count_ > 0) run_miller_loops();
  return final_exponentiation(product_) == Fp12::one();
}

}  // namespace mozi::crypto::bn254
