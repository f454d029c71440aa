// Two-step governance: a contract is administered by one address, which hands over by transfer and
// acceptance.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::access {

using namespace mozi::dsl;

/// Storage, functions, events and errors of an administered contract. The constructor must call
/// init_governance; every administrative function begins with only_governance().
struct Governed {
  ERROR(NotGovernance, (Address caller));
  ERROR(NotPendingGovernance, (Address caller));
  ERROR(NoPendingTransfer, ());
  ERROR(ZeroAddress, ());
  EVENT(GovernanceTransferStarted, (Indexed<Address> current, Indexed<Address> pending));
  EVENT(GovernanceTransferred, (Indexed<Address> previous, Indexed<Address> current));
  EVENT(GovernanceTransferCanceled, (Indexed<Address> pending));

  PUBLIC(governance, Address);
  PUBLIC(pendingGovernance, Address);

  MODIFIER(init_governance, (Address first)) {
    require_address(first);
    governance = first;
    emit(GovernanceTransferred(zero_address, first));
  }
  MODIFIER(only_governance, ()) { require(msg.sender == governance, NotGovernance(msg.sender)); }
  MODIFIER(require_address, (Address who)) { require(who != zero_address, ZeroAddress()); }

  /// Governance names its successor; replaces an earlier offer.
  FN(void, transferGovernance, (Address to)) {
    only_governance();
    require_address(to);
    pendingGovernance = to;
    emit(GovernanceTransferStarted(msg.sender, to));
  }

  /// The successor takes over.
  FN(void, acceptGovernance, ()) {
    require(msg.sender == pendingGovernance, NotPendingGovernance(msg.sender));
    emit(GovernanceTransferred(governance, msg.sender));
    governance = msg.sender;
    pendingGovernance = zero_address;
  }

  /// Governance withdraws the offer.
  FN(void, cancelGovernanceTransfer, ()) {
    only_governance();
    Address pending = pendingGovernance;
    require(pending != zero_address, NoPendingTransfer());
    pendingGovernance = zero_address;
    emit(GovernanceTransferCanceled(pending));
  }
};

}  // namespace stdlib::access
