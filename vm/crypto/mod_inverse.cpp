// Inversion modulo an odd prime: batches of 62 division steps as 2x2 matrices, applied to the full
// numbers (Bernstein, Yang: "Fast constant-time gcd computation and modular inversion"; the
// variable time form follows libsecp256k1's description of it).
#include "vm/crypto/mod_inverse.hpp"

#include <algorithm>

namespace mozi::crypto {
namespace {

__extension__ using Int128 = __int128;

constexpr uint64_t low_62 = ~uint64_t{0} >> 2;

/// A signed number in limbs of 62 bits; only the last limb is negative.
using Signed62 = std::array<int64_t, 5>;

/// What 62 division steps do to (f, g), times 2^62.
struct Steps {
  int64_t u = 1;
  int64_t v = 0;
  int64_t q = 0;
  int64_t r = 1;
};

Signed62 to_signed62(const Word& w) {
  const auto& l = w.limb;
  const auto limb = [](uint64_t x) { return static_cast<int64_t>(x & low_62); };
  return {limb(l[0]), limb(l[0] >> 62 | l[1] << 2), limb(l[1] >> 60 | l[2] << 4),
          limb(l[2] >> 58 | l[3] << 6), limb(l[3] >> 56)};
}

/// The word of a number between 0 and 2^256.
Word to_word(const Signed62& s) {
  const auto at = [&](size_t i) { return static_cast<uint64_t>(s[i]); };
  return {at(3) >> 6 | at(4) << 56, at(2) >> 4 | at(3) << 58, at(1) >> 2 | at(2) << 60,
          at(0) | at(1) << 62};
}

/// Runs 62 division steps on the low words of f and g; `eta` is minus delta of the paper.
int64_t division_steps(int64_t eta, uint64_t f, uint64_t g, Steps& steps) {
  uint64_t u = 1;
  uint64_t v = 0;
  uint64_t q = 0;
  uint64_t r = 1;
  int left = 62;
  for (;;) {
    const int zeros = std::countr_zero(g | ~uint64_t{0} << left);
    g >>= zeros;
    u <<= zeros;
    v <<= zeros;
    eta -= zeros;
    left -= zeros;
    if (left == 0) break;
    const bool swap = eta < 0;
    if (swap) {
      eta = -eta;
      f = std::exchange(g, 0 - f);
      u = std::exchange(q, 0 - u);
      v = std::exchange(r, 0 - v);
    }
    // Adds the multiple of f that clears as many low bits of g as there are steps before a swap.
    const int limit = static_cast<int>(std::min<int64_t>(eta + 1, left));
    const uint64_t mask = ~uint64_t{0} >> (64 - limit) & (swap ? 63 : 15);
    const uint64_t w =
        swap ? (f * g * (f * f - 2)) & mask : (0 - (f + (((f + 1) & 4) << 1))) * g & mask;
    g += f * w;
    q += u * w;
    r += v * w;
  }
  steps = {static_cast<int64_t>(u), static_cast<int64_t>(v), static_cast<int64_t>(q),
           static_cast<int64_t>(r)};
  return eta;
}

/// Applies the steps to (f, g), which they leave divisible by 2^62.
void update_numbers(const Steps& t, Signed62& f, Signed62& g, size_t length) {
  Int128 cf = 0;
  Int128 cg = 0;
  for (size_t i = 0; i < length; ++i) {
    cf += Int128{t.u} * f[i] + Int128{t.v} * g[i];
    cg += Int128{t.q} * f[i] + Int128{t.r} * g[i];
    if (i > 0) {
      f[i - 1] = static_cast<int64_t>(static_cast<uint64_t>(cf) & low_62);
      g[i - 1] = static_cast<int64_t>(static_cast<uint64_t>(cg) & low_62);
    }
    cf >>= 62;
    cg >>= 62;
  }
  f[length - 1] = static_cast<int64_t>(cf);
  g[length - 1] = static_cast<int64_t>(cg);
}

/// Applies the steps to (d, e) modulo the modulus; both stay within (-2 modulus, modulus).
void update_coefficients(const Steps& t, Signed62& d, Signed62& e, const Signed62& modulus,
                         uint64_t modulus_inverse) {
  const int64_t d_sign = d[4] >> 63;
  const int64_t e_sign = e[4] >> 63;
  int64_t md = (t.u & d_sign) + (t.v & e_sign);
  int64_t me = (t.q & d_sign) + (t.r & e_sign);
  Int128 cd = Int128{t.u} * d[0] + Int128{t.v} * e[0];
  Int128 ce = Int128{t.q} * d[0] + Int128{t.r} * e[0];
  // The multiples of the modulus that make the sums divisible by 2^62.
  md -= static_cast<int64_t>(
      (modulus_inverse * static_cast<uint64_t>(cd) + static_cast<uint64_t>(md)) & low_62);
  me -= static_cast<int64_t>(
      (modulus_inverse * static_cast<uint64_t>(ce) + static_cast<uint64_t>(me)) & low_62);
  cd = (cd + Int128{modulus[0]} * md) >> 62;
  ce = (ce + Int128{modulus[0]} * me) >> 62;
  for (size_t i = 1; i < 5; ++i) {
    cd += Int128{t.u} * d[i] + Int128{t.v} * e[i] + Int128{modulus[i]} * md;
    ce += Int128{t.q} * d[i] + Int128{t.r} * e[i] + Int128{modulus[i]} * me;
    d[i - 1] = static_cast<int64_t>(static_cast<uint64_t>(cd) & low_62);
    e[i - 1] = static_cast<int64_t>(static_cast<uint64_t>(ce) & low_62);
    cd >>= 62;
    ce >>= 62;
  }
  d[4] = static_cast<int64_t>(cd);
  e[4] = static_cast<int64_t>(ce);
}

/// a + factor * b, with the carries propagated.
Signed62 add_multiple(const Signed62& a, int64_t factor, const Signed62& b) {
  Signed62 sum;
  Int128 carry = 0;
  for (size_t i = 0; i < 4; ++i) {
    carry += Int128{a[i]} + Int128{factor} * b[i];
    sum[i] = static_cast<int64_t>(static_cast<uint64_t>(carry) & low_62);
    carry >>= 62;
  }
  sum[4] = static_cast<int64_t>(carry + Int128{a[4]} + Int128{factor} * b[4]);
  return sum;
}

/// Drops the top limb where it holds only the sign of the limb below.
size_t shortened(size_t length, Signed62& f, Signed62& g) {
  if (length < 2) return length;
  const int64_t top_f = f[length - 1];
  const int64_t top_g = g[length - 1];
  if ((top_f ^ top_f >> 63) != 0 || (top_g ^ top_g >> 63) != 0) return length;
  f[length - 2] |= static_cast<int64_t>(static_cast<uint64_t>(top_f) << 62);
  g[length - 2] |= static_cast<int64_t>(static_cast<uint64_t>(top_g) << 62);
  return length - 1;
}

bool is_zero(const Signed62& g, size_t length) {
  int64_t any = 0;
  for (size_t i = 0; i < length; ++i) any |= g[i];
  return any == 0;
}

}  // namespace

Word mod_inverse(const Word& x, const Word& modulus) {
  const Signed62 m = to_signed62(modulus);
  uint64_t inverse = 1;  // of the modulus modulo 2^64, by Newton's iteration
  for (unsigned i = 0; i < 6; ++i) inverse *= 2 - modulus.limb[0] * inverse;

  Signed62 d{};
  Signed62 e{1};
  Signed62 f = m;
  Signed62 g = to_signed62(x);
  size_t length = 5;
  int64_t eta = -1;
  while (!is_zero(g, length)) {
    Steps steps;
    eta = division_steps(eta, static_cast<uint64_t>(f[0]), static_cast<uint64_t>(g[0]), steps);
    update_coefficients(steps, d, e, m, inverse);
    update_numbers(steps, f, g, length);
    length = shortened(length, f, g);
  }
  // f is plus or minus the gcd, and d x = f modulo the modulus.
  if (f[length - 1] < 0) d = add_multiple({}, -1, d);
  while (d[4] < 0) d = add_multiple(d, 1, m);
  Word result = to_word(d);
  while (result >= modulus) result = result - modulus;
  return result;
}

}  // namespace mozi::crypto
