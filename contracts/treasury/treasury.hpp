// Treasury: the cooperative's common money, spent by governance alone.
#pragma once

#include "stdlib/access/governed.hpp"

namespace contracts {

using namespace mozi::dsl;

/// Receives plain SALT. Governance spends it or calls other contracts with it. Known limit: many
/// small spends of one class each pass on their own; the threat model names it.
struct Treasury : virtual stdlib::access::Governed {
  ERROR(TransferFailed, (Address to, U256 amount));
  ERROR(CallFailed, (Address target));
  ERROR(EmptyResult, (Address target), on_empty_result);
  ERROR(ReentrancyGuardReentrantCall, (), on_reentrancy);
  EVENT(Received, (Indexed<Address> from, U256 amount));
  EVENT(Spent, (Indexed<Address> to, U256 amount));
  EVENT(Executed, (Indexed<Address> target, U256 value, Bytes4 selector));

  CTOR((Address governance)) { init_governance(governance); }

  RECEIVE() { emit(Received(msg.sender, msg.value)); }

  /// Sends `amount` wei with `data` to `to`.
  FN(void, spend, (Address to, U256 amount, Bytes data), nonreentrant) {
    only_governance();
    require_address(to);
    emit(Spent(to, amount));
    CallResult result = raw_call(to, amount, data);
    require(result.ok, TransferFailed(to, amount));
  }

  /// Calls a contract; what it reverts with, this reverts with.
  FN(Bytes, execute, (Address target, U256 value, Bytes data), nonreentrant) {
    only_governance();
    require(target.code_size() != 0, EmptyResult(target));
    Bytes4 selector;
    If (data.length() >= 4) {
      selector = truncate<Bytes4>(abi_decode<Bytes32>(concat(data, new_bytes(32))));
    }
    emit(Executed(target, value, selector));
    CallResult result = raw_call(target, value, data);
    If (!result.ok) {
      require(result.data.length() != 0, CallFailed(target));
      revert_raw(result.data);
    }
    return result.data;
  }

  /// The treasury may hold SNAP tokens.
  FN(Bytes4, onERC721Received, (Address operator_, Address from, U256 tokenId, Bytes data), pure_) {
    static_cast<void>(operator_);
    static_cast<void>(from);
    static_cast<void>(tokenId);
    static_cast<void>(data);
    return mozi::dsl::selector("onERC721Received(address,address,uint256,bytes)");
  }
};

}  // namespace contracts
