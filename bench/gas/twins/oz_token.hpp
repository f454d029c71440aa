// OZToken of src/OZToken.sol in the contract language: the library's ERC-20 with an owner who
// mints, and the names in storage as OpenZeppelin has them.
#pragma once

#include "stdlib/access/ownable.hpp"
#include "stdlib/token/erc20.hpp"

namespace mozi::bench {

using namespace mozi::dsl;

struct OZToken : stdlib::token::Erc20, stdlib::access::Ownable {
  PUBLIC(name, String);
  PUBLIC(symbol, String);
  CONSTANT(decimals, U8, 18);

  CTOR((U256 initialSupply)) {
    name = "Reference Token";
    symbol = "REF";
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
