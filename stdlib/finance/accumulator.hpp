// Sharing deposits among weights without visiting anybody: the accumulator with a carried
// remainder.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::finance {

using namespace mozi::dsl;

/// Shares in 2^-64 wei per unit of weight. Invariant, in 2^-64 wei: everything shared out equals
/// what members were paid, plus the sum of weight * accumulated - debt over members, plus the
/// carry.
struct Pool {
  U256 accumulated;
  U256 carry;
  U256 weight;
};

inline constexpr unsigned fraction_bits = 64;

/// Shares `amount` wei (below 2^192, else panics) among the weights; requires a weight other than
/// 0.
inline void share_out(Place<Pool>& pool, const U256& amount) {
  U256 fractions = amount * (number(1) << fraction_bits) + pool.carry;
  U256 weight = pool.weight;
  pool.accumulated += fractions / weight;
  pool.carry = fractions % weight;
}

/// The whole wei that a member of weight 1 with this debt may have.
inline U256 whole_share(Place<Pool>& pool, const U256& debt) {
  // cannot underflow: a debt is an earlier value of `accumulated`, plus what was paid since.
  U256 share = wrapping(pool.accumulated - debt) >> fraction_bits;
  return share;
}

/// A member of weight 1 leaves: the fraction that no whole wei came of returns to the carry.
inline void leave(Place<Pool>& pool, const U256& debt) {
  pool.carry += pool.accumulated - debt;
  pool.weight -= 1;
}

}  // namespace stdlib::finance
