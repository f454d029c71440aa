// Contracts that can hold ERC-721 and ERC-1155 tokens.
#pragma once

#include "stdlib/introspection/erc165.hpp"

namespace stdlib::token {

using namespace mozi::dsl;

/// Says yes to every ERC-721 token.
struct Erc721Holder {
  FN(Bytes4, onERC721Received, (Address, Address, U256, Bytes)) { return "150b7a02"_hex; }
};

/// Says yes to every ERC-1155 token.
struct Erc1155Holder : virtual introspection::Erc165 {
  const introspection::Supports supports_receiver{*this, "4e2312e0"_hex};

  FN(Bytes4, onERC1155Received, (Address, Address, U256, U256, Bytes)) { return "f23a6e61"_hex; }
  FN(Bytes4, onERC1155BatchReceived, (Address, Address, Array<U256>, Array<U256>, Bytes)) {
    return "bc197c81"_hex;
  }
};

}  // namespace stdlib::token
