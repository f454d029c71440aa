// Division of words: hardware division for one-limb divisors, else Knuth's algorithm D with the
// reciprocals of Moller and Granlund, "Improved division by invariant integers" (2011).
#include <array>
#include <cstddef>

#include "mozi/word.hpp"

namespace mozi {
namespace {

using Limb = uint64_t;

constexpr Limb high(Uint128 x) {
  return static_cast<Limb>(x >> 64);
}
constexpr Limb low(Uint128 x) {
  return static_cast<Limb>(x);
}
constexpr Uint128 pair(Limb hi, Limb lo) {
  return Uint128{hi} << 64 | lo;
}

struct LimbQuotRem {
  Limb quot;
  Limb rem;
};

/// (hi, lo) / d; requires hi < d, so that the quotient fits a limb.
inline LimbQuotRem divide_limb(Limb hi, Limb lo, Limb d) {
#if defined(__x86_64__)
  // The compilers call a general 128-bit division here; the instruction does just this case.
  Limb quot;
  Limb rem;
  __asm__("divq %[d]" : "=a"(quot), "=d"(rem) : "a"(lo), "d"(hi), [d] "r"(d) : "cc");
  return {quot, rem};
#else
  const Uint128 u = pair(hi, lo);
  return {low(u / d), low(u % d)};
#endif
}

/// floor((2^192 - 1) / (d1, d0)) - 2^64; requires the top bit of d1.
inline Limb reciprocal(Limb d1, Limb d0) {
  Limb v = divide_limb(~d1, ~Limb{0}, d1).quot;
  Limb p = d1 * v + d0;
  if (p < d0) {
    --v;
    if (p >= d1) {
      --v;
      p -= d1;
    }
    p -= d1;
  }
  const Uint128 t = Uint128{v} * d0;
  p += high(t);
  if (p < high(t)) {
    --v;
    if (pair(p, low(t)) >= pair(d1, d0)) --v;
  }
  return v;
}

struct StepResult {
  Limb quot;
  Uint128 rem;
};

/// (u2, u1, u0) / d with the reciprocal v of d; requires (u2, u1) < d.
inline StepResult divide_3by2(Limb u2, Limb u1, Limb u0, Uint128 d, Limb v) {
  Uint128 q = Uint128{v} * u2;
  q += pair(u2, u1);
  Limb quot = high(q);
  Uint128 rem = pair(u1 - quot * high(d), u0) - Uint128{low(d)} * quot - d;
  ++quot;
  if (high(rem) >= low(q)) {
    --quot;
    rem += d;
  }
  if (rem >= d) [[unlikely]] {
    ++quot;
    rem -= d;
  }
  return {quot, rem};
}

/// u -= q * d over n limbs; returns the borrow, at most a limb.
inline Limb subtract_product(Limb* u, const Limb* d, size_t n, Limb q) {
  Limb borrow = 0;
  for (size_t i = 0; i < n; ++i) {
    const Uint128 product = Uint128{q} * d[i] + borrow;
    borrow = high(product) + (u[i] < low(product) ? 1 : 0);
    u[i] -= low(product);
  }
  return borrow;
}

/// u += d over n limbs; the carry out is dropped.
inline void add_back(Limb* u, const Limb* d, size_t n) {
  Uint128 carry = 0;
  for (size_t i = 0; i < n; ++i) {
    carry += Uint128{u[i]} + d[i];
    u[i] = low(carry);
    carry >>= 64;
  }
}

/// Divides u[0..n+steps) by the normalised d[0..n) and leaves the remainder in u[0..n).
/// Requires the top n limbs of u to be below d.
template <size_t n>
inline void divide_normalised(Limb* u, size_t steps, const Limb* d, Limb* quot) {
  static_assert(n >= 2);
  const Uint128 top = pair(d[n - 1], d[n - 2]);
  const Limb v = reciprocal(d[n - 1], d[n - 2]);
  for (size_t j = steps; j-- > 0;) {
    Limb* w = u + j;
    // Of a divisor of two limbs this is below the divisor itself, by the requirement.
    if (n > 2 && pair(w[n], w[n - 1]) == top) [[unlikely]] {
      // The quotient digit is the largest one: a divisor whose two top limbs are this large cannot
      // fit less often.
      w[n] -= subtract_product(w, d, n, ~Limb{0});
      quot[j] = ~Limb{0};
      continue;
    }
    auto [q, rem] = divide_3by2(w[n], w[n - 1], w[n - 2], top, v);
    if constexpr (n > 2) {
      const Limb borrow = subtract_product(w, d, n - 2, q);
      const bool too_much = rem < borrow;
      rem -= borrow;
      w[n - 2] = low(rem);
      w[n - 1] = high(rem);
      if (too_much) [[unlikely]] {
        --q;
        add_back(w, d, n);
      }
    } else {
      w[0] = low(rem);
      w[1] = high(rem);
    }
    w[n] = 0;
    quot[j] = q;
  }
}

template <size_t N>
size_t significant(const std::array<Limb, N>& limbs) {
  size_t n = N;
  while (n > 0 && limbs[n - 1] == 0) --n;
  return n;
}

template <size_t N>
struct WideQuotRem {
  std::array<Limb, N> quot{};
  Word rem;
};

/// Divides N limbs by a word of n >= 2 significant limbs.
template <size_t n, size_t N>
WideQuotRem<N> divide_by(const std::array<Limb, N>& dividend, size_t dividend_limbs,
                         const Word& divisor) {
  const auto shift = static_cast<unsigned>(std::countl_zero(divisor.limb[n - 1]));
  std::array<Limb, N + 1> u{};
  std::array<Limb, n> d;
  // Shifts by 64 are undefined, so the carried bits are shifted in two moves.
  const auto carried = [shift](Limb x) { return x >> 1 >> (63 - shift); };
  for (size_t i = 0; i < n; ++i)
    d[i] = divisor.limb[i] << shift | (i > 0 ? carried(divisor.limb[i - 1]) : 0);
  for (size_t i = 0; i < dividend_limbs; ++i)
    u[i] = dividend[i] << shift | (i > 0 ? carried(dividend[i - 1]) : 0);
  u[dividend_limbs] = carried(dividend[dividend_limbs - 1]);

  WideQuotRem<N> result;
  divide_normalised<n>(u.data(), dividend_limbs + 1 - n, d.data(), result.quot.data());
  for (size_t i = 0; i < n; ++i) {
    const Limb above = i + 1 < n ? u[i + 1] : 0;
    result.rem.limb[i] = u[i] >> shift | above << 1 << (63 - shift);
  }
  return result;
}

template <size_t N>
WideQuotRem<N> divide_by_limb(const std::array<Limb, N>& dividend, size_t dividend_limbs, Limb d) {
  WideQuotRem<N> result;
  Limb rem = 0;
  for (size_t i = dividend_limbs; i-- > 0;) {
    const auto step = divide_limb(rem, dividend[i], d);
    result.quot[i] = step.quot;
    rem = step.rem;
  }
  result.rem = Word{rem};
  return result;
}

/// Divides by any word but zero; requires a dividend with at least as many significant limbs.
template <size_t N>
WideQuotRem<N> divide(const std::array<Limb, N>& dividend, const Word& divisor) {
  const size_t u = significant(dividend);
  const size_t d = significant(divisor.limb);
  switch (d) {
    case 1:
      return divide_by_limb(dividend, u, divisor.limb[0]);
    case 2:
      return divide_by<2>(dividend, u, divisor);
    case 3:
      return divide_by<3>(dividend, u, divisor);
    default:
      return divide_by<4>(dividend, u, divisor);
  }
}

/// a + b and the carry out of it.
inline std::pair<Word, bool> add_with_carry(const Word& a, const Word& b) {
  const Word sum = a + b;
  return {sum, sum < a};
}

}  // namespace

QuotRem udivrem(const Word& dividend, const Word& divisor) {
  if (dividend.fits64() && divisor.fits64()) {
    return {Word{dividend.low() / divisor.low()}, Word{dividend.low() % divisor.low()}};
  }
  if (dividend < divisor) return {Word{}, dividend};
  const auto result = divide(dividend.limb, divisor);
  Word quot;
  quot.limb = result.quot;
  return {quot, result.rem};
}

std::pair<Word, Word> umul_wide(const Word& a, const Word& b) {
  std::array<Limb, 8> r{};
  for (size_t i = 0; i < 4; ++i) {
    Limb carry = 0;
    for (size_t j = 0; j < 4; ++j) {
      const Uint128 t = Uint128{a.limb[i]} * b.limb[j] + r[i + j] + carry;
      r[i + j] = low(t);
      carry = high(t);
    }
    r[i + 4] = carry;
  }
  return {Word{r[7], r[6], r[5], r[4]}, Word{r[3], r[2], r[1], r[0]}};
}

Word addmod(const Word& a, const Word& b, const Word& m) {
  // Operands below the modulus, the usual case of field arithmetic, need at most one subtraction.
  if (a < m && b < m) {
    const auto [sum, carry] = add_with_carry(a, b);
    return carry || sum >= m ? sum - m : sum;
  }
  const auto [sum, carry] = add_with_carry(a, b);
  if (!carry) return udivrem(sum, m).rem;
  return divide(std::array<Limb, 5>{sum.limb[0], sum.limb[1], sum.limb[2], sum.limb[3], 1}, m).rem;
}

Word mulmod(const Word& a, const Word& b, const Word& m) {
  const auto [hi, lo] = umul_wide(a, b);
  if (hi.is_zero()) return udivrem(lo, m).rem;
  return divide(std::array<Limb, 8>{lo.limb[0], lo.limb[1], lo.limb[2], lo.limb[3], hi.limb[0],
                                    hi.limb[1], hi.limb[2], hi.limb[3]},
                m)
      .rem;
}

}  // namespace mozi
