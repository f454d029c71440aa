// A governor that may hold ether and tokens, and act with them.
#pragma once

#include "stdlib/governance/governor.hpp"

namespace stdlib::governance {

/// What OpenZeppelin's governor has in its core: it takes ether and tokens if it executes itself. A
/// governor without this part holds nothing.
struct GovernorHoldings : virtual Governor {
  ERROR(GovernorDisabledDeposit, ());

  const introspection::Supports supports_receiver{*this, "4e2312e0"_hex};

  MODIFIER(only_own_executor, ()) {
    require(executor() == this_address(), GovernorDisabledDeposit());
  }

  RECEIVE() { only_own_executor(); }

  /// By governance alone: calls anything with the governor's ether.
  FN(void, relay, (Address target, U256 value, Bytes data), payable) {
    only_governance();
    call_or_revert(target, value, data);
  }

  FN(Bytes4, onERC721Received, (Address, Address, U256, Bytes)) {
    only_own_executor();
    return "150b7a02"_hex;
  }
  FN(Bytes4, onERC1155Received, (Address, Address, U256, U256, Bytes)) {
    only_own_executor();
    return "f23a6e61"_hex;
  }
  FN(Bytes4, onERC1155BatchReceived, (Address, Address, Array<U256>, Array<U256>, Bytes)) {
    only_own_executor();
    return "bc197c81"_hex;
  }
};

}  // namespace stdlib::governance
