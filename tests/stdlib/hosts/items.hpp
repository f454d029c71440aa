// ERC-1155, open to everyone; beside Items of tokens.sol.
#pragma once

#include "stdlib/token/erc1155.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Items : stdlib::token::Erc1155 {
  OVERRIDE(String, uri_of, (U256)) { return "https://items.example/{id}.json"; }

  FN(void, mint, (Address to, U256 id, U256 value, Bytes data)) { mint_item(to, id, value, data); }
  FN(void, mintBatch, (Address to, Array<U256> ids, Array<U256> values, Bytes data)) {
    mint_items(to, ids, values, data);
  }
  FN(void, burn, (Address from, U256 id, U256 value)) { burn_item(from, id, value); }
  FN(void, burnBatch, (Address from, Array<U256> ids, Array<U256> values)) {
    burn_items(from, ids, values);
  }
};

}  // namespace mozi::test::contracts
