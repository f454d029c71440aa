// A contract with one owner, who hands over in one step or in two; as OpenZeppelin Contracts 5.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::access {

using namespace mozi::dsl;

/// The constructor calls init_ownership; functions of the owner begin with only_owner().
struct Ownable {
  ERROR(OwnableUnauthorizedAccount, (Address account));
  ERROR(OwnableInvalidOwner, (Address owner));
  EVENT(OwnershipTransferred, (Indexed<Address> previousOwner, Indexed<Address> newOwner));

  PUBLIC(owner, Address);

  MODIFIER(init_ownership, (Address first)) {
    require(first != zero_address, OwnableInvalidOwner(zero_address));
    set_owner(first);
  }
  MODIFIER(only_owner, ()) { require(msg.sender == owner, OwnableUnauthorizedAccount(msg.sender)); }

  /// The owner hands over at once. Emits OwnershipTransferred; fails with
  /// OwnableUnauthorizedAccount or OwnableInvalidOwner(0).
  FN(void, transferOwnership, (Address newOwner)) {
    only_owner();
    require(newOwner != zero_address, OwnableInvalidOwner(zero_address));
    set_owner(newOwner);
  }

  /// The owner leaves the contract without one, for ever.
  FN(void, renounceOwnership, ()) {
    only_owner();
    set_owner(zero_address);
  }

  VIRTUAL(void, set_owner, (Address next)) {
    Address previous = owner;
    owner = next;
    emit(OwnershipTransferred(previous, next));
  }
};

/// The successor must accept, so that ownership cannot get lost in a mistyped address.
struct OwnableTwoStep : Ownable {
  EVENT(OwnershipTransferStarted, (Indexed<Address> previousOwner, Indexed<Address> newOwner));

  PUBLIC(pendingOwner, Address);

  /// The owner names a successor, or nobody (0); replaces an earlier offer. Emits
  /// OwnershipTransferStarted; fails with OwnableUnauthorizedAccount.
  FN(void, transferOwnership, (Address newOwner), override_) {
    only_owner();
    pendingOwner = newOwner;
    emit(OwnershipTransferStarted(owner, newOwner));
  }

  /// The successor takes over. Emits OwnershipTransferred; fails with OwnableUnauthorizedAccount.
  FN(void, acceptOwnership, ()) {
    require(msg.sender == pendingOwner, OwnableUnauthorizedAccount(msg.sender));
    set_owner(msg.sender);
  }

  OVERRIDE(void, set_owner, (Address next)) {
    pendingOwner = zero_address;
    SUPER(Ownable, set_owner)(next);
  }
};

}  // namespace stdlib::access
