// ERC-20 whose tokens are votes; as OpenZeppelin Contracts 5.
#pragma once

#include "stdlib/governance/votes.hpp"
#include "stdlib/token/erc20.hpp"

namespace stdlib::token {

/// At most 2^208-1 tokens. A contract that overrides after_move too calls SUPER(Erc20Votes,
/// after_move).
struct Erc20Votes : virtual Erc20, governance::Votes {
  ERROR(ERC20ExceededSafeSupply, (U256 increasedSupply, U256 cap));

  /// The checkpoints of an account's votes: how many, and each.
  FN(U32, numCheckpoints, (Address account), view) {
    return safe_cast<U32>(U256(traces[reinterpret<U160>(account)].points.length()));
  }
  FN(governance::Checkpoint, checkpoints, (Address account, U32 pos), view) {
    return traces[reinterpret<U160>(account)].points[pos];
  }

  OVERRIDE(U256, voting_units, (Address account)) { return balanceOf[account]; }

  OVERRIDE(void, after_move, (Address from, Address to, U256 value)) {
    If (from == zero_address) {
      require(totalSupply <= max_of<U208>(), ERC20ExceededSafeSupply(totalSupply, max_of<U208>()));
    }
    transfer_voting_units(from, to, value);
  }
};

}  // namespace stdlib::token
