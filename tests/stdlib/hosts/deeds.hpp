// ERC-721, open to everyone; beside Deeds of tokens.sol.
#pragma once

#include "stdlib/token/erc721.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Deeds : stdlib::token::Erc721 {
  CONSTANT(name, String, "Deeds");
  CONSTANT(symbol, String, "DEED");

  FN(void, mint, (Address to, U256 tokenId)) { mint_token(to, tokenId); }
  FN(void, safeMint, (Address to, U256 tokenId, Bytes data)) { safe_mint_token(to, tokenId, data); }
  FN(void, burn, (U256 tokenId)) { burn_token(tokenId); }
};

}  // namespace mozi::test::contracts
