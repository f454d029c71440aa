// The Lattice's fixed-point numbers: 64-bit, 16 fractional bits, saturating; every rounding is part
// of the consensus.
#pragma once

#include <cstdint>
#include <mozi/word.hpp>
#include <span>
#include <vector>

namespace mozi::exec::lattice {

__extension__ using Int128 = __int128;

/// A number times 2^16.
using Q16 = int64_t;

inline constexpr Q16 q16_one = Q16{1} << 16;
inline constexpr Q16 q16_max = INT64_MAX;
inline constexpr Q16 q16_min = INT64_MIN;

/// The number closest to `x` that is representable.
constexpr Q16 saturated(Int128 x) {
  if (x > q16_max) return q16_max;
  if (x < q16_min) return q16_min;
  return static_cast<Q16>(x);
}

constexpr Q16 add(Q16 a, Q16 b) {
  Q16 sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return a < 0 ? q16_min : q16_max;
  return sum;
}
constexpr Q16 subtract(Q16 a, Q16 b) {
  Q16 difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) return a < 0 ? q16_min : q16_max;
  return difference;
}
/// The product, rounded down.
constexpr Q16 multiply(Q16 a, Q16 b) {
  return saturated(Int128{a} * b >> 16);
}
/// The quotient, rounded towards zero; by zero, the largest number of the dividend's sign.
constexpr Q16 divide(Q16 a, Q16 b) {
  if (b == 0) return a >= 0 ? q16_max : q16_min;
  return saturated(Int128{a} * q16_one / b);
}

/// The exponential function.
[[nodiscard]] Q16 exponential(Q16 x);
/// Replaces the numbers by their shares of the sum of their exponentials; needs at least one.
void softmax(std::span<Q16> numbers);
/// Replaces negative numbers by zero.
void relu(std::span<Q16> numbers);

/// The sum of a(i) b(i) for i from 0 to n - 1, in this order, saturating at every step.
constexpr Q16 dot(size_t n, auto&& a, auto&& b) {
  Q16 sum = 0;
  for (size_t i = 0; i < n; ++i) sum = add(sum, multiply(a(i), b(i)));
  return sum;
}

}  // namespace mozi::exec::lattice
