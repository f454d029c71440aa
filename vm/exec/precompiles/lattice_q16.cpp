// The exponential function of the Lattice and what is built on it.
#include "vm/exec/precompiles/lattice_q16.hpp"

#include <algorithm>

namespace mozi::exec::lattice {
namespace {

constexpr Q16 largest_argument = 34 * q16_one;
constexpr Q16 smallest_argument = -16 * q16_one;
constexpr int64_t log2_e = 94548;        // times 2^16
constexpr int64_t ln_2 = 2'977'044'471;  // times 2^32
constexpr int taylor_terms = 7;

/// x / 2^32, rounded to the nearest integer, half away from zero.
constexpr int64_t rounded_32(int64_t x) {
  constexpr int64_t half = int64_t{1} << 31;
  return x >= 0 ? (x + half) >> 32 : -((-x + half) >> 32);
}

/// x / 2^bits with half added in the direction of x, rounded down: for negative x one unit lower
/// than the mirror image of positive x.
constexpr Int128 shifted(Int128 x, unsigned bits) {
  const Int128 half = Int128{1} << (bits - 1);
  return (x >= 0 ? x + half : x - half) >> bits;
}

/// e^r for |r| up to ln(2) / 2, with 16 fractional bits.
constexpr Int128 taylor(int64_t r) {
  constexpr unsigned fraction = 48;
  const Int128 wide_r = Int128{r} << (fraction - 16);
  Int128 term = Int128{1} << fraction;
  Int128 sum = term;
  for (int n = 1; n <= taylor_terms; ++n) {
    term = shifted(term * wide_r, fraction) / n;
    sum += term;
  }
  return (sum + (Int128{1} << 31)) >> 32;
}

}  // namespace

Q16 exponential(Q16 x) {
  if (x >= largest_argument) return q16_max;
  if (x <= smallest_argument) return 0;
  // e^x = 2^k e^r.
  const int64_t k = rounded_32(x * log2_e);
  const auto r = static_cast<int64_t>(x - shifted(Int128{k} * ln_2, 16));
  const Int128 power = taylor(r);
  if (k >= 0) return saturated(power << k);
  return static_cast<Q16>((power + (Int128{1} << (-k - 1))) >> -k);
}

void softmax(std::span<Q16> numbers) {
  const Q16 largest = *std::ranges::max_element(numbers);
  Q16 sum = 0;
  for (Q16& x : numbers) {
    x = exponential(subtract(x, largest));
    sum = add(sum, x);
  }
  // The largest number alone contributes one, so the sum is never zero.
  for (Q16& x : numbers) x = divide(x, sum);
}

void relu(std::span<Q16> numbers) {
  for (Q16& x : numbers) x = std::max<Q16>(x, 0);
}

}  // namespace mozi::exec::lattice
