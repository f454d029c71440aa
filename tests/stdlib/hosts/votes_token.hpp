// ERC-20 with votes and permit, open to everyone; beside VotesToken of tokens.sol.
#pragma once

#include "stdlib/token/erc20_permit.hpp"
#include "stdlib/token/erc20_votes.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct VotesToken : stdlib::token::Erc20Permit, stdlib::token::Erc20Votes {
  const stdlib::crypto::Domain domain{*this, "Ballots", "1"};
  CONSTANT(name, String, "Ballots");
  CONSTANT(symbol, String, "BAL");
  CONSTANT(decimals, U8, 18);

  FN(void, mint, (Address to, U256 value)) { mint_tokens(to, value); }
  FN(void, burn, (Address from, U256 value)) { burn_tokens(from, value); }
  /// Two checkpoints of one block.
  FN(void, mintTwice, (Address to, U256 value)) {
    mint_tokens(to, value);
    mint_tokens(to, value);
  }
};

}  // namespace mozi::test::contracts
