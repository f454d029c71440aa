// A vault of an ERC-20, with virtual shares; beside Vault of vaults.sol.
#pragma once

#include "stdlib/token/erc4626.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Vault : stdlib::token::Erc4626 {
  CONSTANT(name, String, "Vault");
  CONSTANT(symbol, String, "VLT");

  CTOR((stdlib::token::IERC20 token)) { init_vault(token); }
};

}  // namespace mozi::test::contracts
