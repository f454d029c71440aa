// OZTokenPermit of src/OZToken.sol in the contract language: the library's ERC-20 with permit and
// an owner who mints.
#pragma once

#include "stdlib/access/ownable.hpp"
#include "stdlib/token/erc20_permit.hpp"

namespace mozi::bench {

using namespace mozi::dsl;

struct OZTokenPermit : stdlib::token::Erc20Permit, stdlib::access::Ownable {
  const stdlib::crypto::Domain domain{*this, "Reference Token", "1"};
  CONSTANT(name, String, "Reference Token");
  CONSTANT(symbol, String, "REF");
  CONSTANT(decimals, U8, 18);

  CTOR((U256 initialSupply)) {
    init_ownership(msg.sender);
    mint_tokens(msg.sender, initialSupply);
  }
  FN(void, mint, (Address to, U256 value)) {
    only_owner();
    mint_tokens(to, value);
  }
  FN(void, burn, (U256 value)) { burn_tokens(msg.sender, value); }
};

}  // namespace mozi::bench
