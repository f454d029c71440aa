// Arithmetic of the extension fields of BN254.
#include "vm/crypto/bn254_tower.hpp"

namespace mozi::crypto::bn254 {

Fp6 Fp6::operator*(const Fp6& y) const {
  const Fp2 aa = a * y.a;
  const Fp2 bb = b * y.b;
  const Fp2 cc = c * y.c;
  return {((b + c) * (y.b + y.c) - bb - cc).times_xi() + aa,
          (a + b) * (y.a + y.b) - aa - bb + cc.times_xi(), (a + c) * (y.a + y.c) - aa - cc + bb};
}

Fp6 Fp6::times_sparse(const Fp2& y0, const Fp2& y1) const {
  const Fp2 aa = a * y0;
  const Fp2 bb = b * y1;
  return {((b + c) * y1 - bb).times_xi() + aa, (a + b) * (y0 + y1) - aa - bb,
          (a + c) * y0 - aa + bb};
}

Fp6 Fp6::inverse() const {
  const Fp2 x = a.square() - (b * c).times_xi();
  const Fp2 y = c.square().times_xi() - a * b;
  const Fp2 z = b.square() - a * c;
  const Fp2 norm = a * x + (c * y + b * z).times_xi();
  return Fp6{x, y, z} * norm.inverse();
}

Fp12 Fp12::operator*(const Fp12& y) const {
  const Fp6 aa = a * y.a;
  const Fp6 bb = b * y.b;
  return {aa + bb.times_v(), (a + b) * (y.a + y.b) - aa - bb};
}

Fp12 Fp12::times_line(const Fp2& y0, const Fp2& y1, const Fp2& y2) const {
  const Fp6 aa = a * y0;
  const Fp6 bb = b.times_sparse(y1, y2);
  return {aa + bb.times_v(), (a + b).times_sparse(y0 + y1, y2) - aa - bb};
}

Fp12 Fp12::square() const {
  const Fp6 ab = a * b;
  return {(a + b) * (a + b.times_v()) - ab - ab.times_v(), ab.doubled()};
}

namespace {

/// The square of x + y s in Fp2[s]/(s^2 - 9 - i).
struct Fp4Square {
  Fp2 low;
  Fp2 high;
  Fp4Square(const Fp2& x, const Fp2& y) {
    const Fp2 xx = x.square();
    const Fp2 yy = y.square();
    low = xx + yy.times_xi();
    high = (x + y).square() - xx - yy;
  }
};

Fp2 three_minus_two(const Fp2& t, const Fp2& z) {
  return (t - z).doubled() + t;
}
Fp2 three_plus_two(const Fp2& t, const Fp2& z) {
  return (t + z).doubled() + t;
}

}  // namespace

Fp12 Fp12::cyclotomic_square() const {
  const Fp4Square x{a.a, b.b};
  const Fp4Square y{b.a, a.c};
  const Fp4Square z{a.b, b.c};
  return {{three_minus_two(x.low, a.a), three_minus_two(y.low, a.b), three_minus_two(z.low, a.c)},
          {three_plus_two(z.high.times_xi(), b.a), three_plus_two(x.high, b.b),
           three_plus_two(y.high, b.c)}};
}

Fp12 Fp12::inverse() const {
  const Fp6 norm_inverse = (a * a - (b * b).times_v()).inverse();
  return {a * norm_inverse, -(b * norm_inverse)};
}

Fp12 Fp12::frobenius(unsigned power) const {
  Fp12 x = *this;
  for (unsigned i = 0; i < power; ++i) {
    Fp2 factor = Fp2::one();
    // The coefficients of w^0, w^1, ..., w^5.
    for (Fp2* k : {&x.a.a, &x.b.a, &x.a.b, &x.b.b, &x.a.c, &x.b.c}) {
      *k = k->conjugate() * factor;
      factor *= frobenius_w;
    }
  }
  return x;
}

}  // namespace mozi::crypto::bn254
