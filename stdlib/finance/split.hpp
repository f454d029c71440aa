// Splits of an amount that lose nothing.
#pragma once

#include <array>

#include "stdlib/math/mul_div.hpp"
#include "stdlib/math/shares.hpp"

namespace stdlib::finance {

using namespace mozi::dsl;

/// The parts of an amount in basis points: each the exact floor, and the last one takes what is
/// left.
///   auto parts = split<7'000, 1'500, 1'000, 500>(msg.value);
template <unsigned... bps>
std::array<U256, sizeof...(bps)> split(const U256& amount) {
  static_assert((bps + ...) == math::whole_bps, "the parts of a split are 10,000 basis points");
  constexpr std::array<unsigned, sizeof...(bps)> shares = {bps...};
  std::array<U256, sizeof...(bps)> parts;
  U256 rest = amount;
  for (size_t i = 0; i + 1 < shares.size(); ++i) {
    parts[i] = math::share_of(amount, shares[i]);
    // cannot underflow: floors of parts of a whole sum to at most the whole.
    rest = wrapping(rest - parts[i]);
  }
  parts.back() = rest;
  return parts;
}

/// Splits by weights, entry after entry, in any number: the floors of running sums differ by parts
/// that add up to the amount exactly, each within 1 of its share.
struct WeightedSplit : virtual math::MulDiv {
  /// The part of the entry that takes the running sum of weights from `before` to `after`, of
  /// `total` in all; total is not 0.
  DEF(U256, part_between, (U256 amount, U256 before, U256 after, U256 total)) {
    // cannot underflow: a floor does not fall when the weight grows.
    return wrapping(mul_div(amount, after, total) - mul_div(amount, before, total));
  }
};

}  // namespace stdlib::finance
