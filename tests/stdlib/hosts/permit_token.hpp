// ERC-20 with permit, open to everyone; beside PermitToken of tokens.sol.
#pragma once

#include "stdlib/token/erc20_permit.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct PermitToken : stdlib::token::Erc20Permit, stdlib::token::Erc20Burnable {
  const stdlib::crypto::Domain domain{*this, "Gold", "1"};
  CONSTANT(name, String, "Gold");
  CONSTANT(symbol, String, "GLD");
  CONSTANT(decimals, U8, 18);

  FN(void, mint, (Address to, U256 value)) { mint_tokens(to, value); }
  FN(void, burnAny, (Address from, U256 value)) { burn_tokens(from, value); }
};

}  // namespace mozi::test::contracts
