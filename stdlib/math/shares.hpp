// Basis points of an amount, exactly, for every amount.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::math {

using namespace mozi::dsl;

inline constexpr unsigned whole_bps = 10'000;

/// floor(amount * bps / 10,000) for bps <= 10,000 without a wider product: with amount = 10,000 q +
/// r it is q * bps + floor(r * bps / 10,000), and neither term can overflow.
inline U256 share_of(const U256& amount, unsigned bps) {
  U256 quotient = amount / whole_bps;
  U256 rest = amount % whole_bps;
  U256 share = wrapping(quotient * bps + rest * bps / whole_bps);
  return share;
}

}  // namespace stdlib::math
