// A vault with a thousand virtual shares; beside OffsetVault of vaults.sol.
#pragma once

#include "stdlib/token/erc4626.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct OffsetVault : stdlib::token::Erc4626 {
  CONSTANT(name, String, "Offset vault");
  CONSTANT(symbol, String, "OVL");

  CTOR((stdlib::token::IERC20 token)) { init_vault(token); }
  OVERRIDE(U8, decimals_offset, ()) { return 3; }
};

}  // namespace mozi::test::contracts
