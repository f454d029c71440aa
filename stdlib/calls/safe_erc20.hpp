// Moves tokens of any ERC-20, also of those that return nothing; as OpenZeppelin Contracts 5.
#pragma once

#include "stdlib/token/ierc20.hpp"

namespace stdlib::calls {

using namespace mozi::dsl;

/// A mixin, inherited as virtual. A token that refuses reverts with its own data; one that answers
/// anything but true or nothing, or is no contract, with SafeERC20FailedOperation.
struct SafeErc20 {
  ERROR(SafeERC20FailedOperation, (Address token));

  /// Moves tokens of this contract.
  DEF(void, safe_transfer, (token::IERC20 erc20, Address to, U256 value)) {
    require_moved(erc20, erc20.transfer.encode(to, value));
  }

  /// Moves tokens that this contract is allowed to move.
  DEF(void, safe_transfer_from, (token::IERC20 erc20, Address from, Address to, U256 value)) {
    require_moved(erc20, erc20.transferFrom.encode(from, to, value));
  }

  DEF(void, require_moved, (token::IERC20 erc20, Bytes call)) {
    CallResult result = raw_call(erc20, call);
    If (!result.ok) {
      revert_raw(result.data);
    }
    Bool moved = false;
    If (result.data.length() == 0) {
      moved = Address(erc20).code_size() != 0;
    }
    ElseIf (result.data.length() >= 32) {
      moved = reinterpret<U256>(abi_decode<Bytes32>(result.data)) == 1;
    }
    require(moved, SafeERC20FailedOperation(erc20));
  }
};

}  // namespace stdlib::calls
