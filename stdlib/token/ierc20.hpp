// ERC-20 as a caller sees it.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::token {

using namespace mozi::dsl;

INTERFACE(IERC20) {
  EXTERN(U256, totalSupply, (), view);
  EXTERN(U256, balanceOf, (Address account), view);
  EXTERN(U256, allowance, (Address owner, Address spender), view);
  EXTERN(Bool, transfer, (Address to, U256 value));
  EXTERN(Bool, approve, (Address spender, U256 value));
  EXTERN(Bool, transferFrom, (Address from, Address to, U256 value));
  EXTERN(U8, decimals, (), view);
};

}  // namespace stdlib::token
