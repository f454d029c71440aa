// DeveloperFund: money for those whose contracts are used, in proportion to the gas they burn.
#pragma once

#include "contracts/contribution_ledger/recording.hpp"
#include "stdlib/access/governed.hpp"
#include "stdlib/math/mul_div.hpp"

namespace contracts {

using namespace mozi::dsl;

/// What comes in during an epoch is shared among registered contracts by the gas that the VM's
/// metrics count for them. A target's deployer registers it once and claims per epoch. What nobody
/// claims within ten epochs moves on to the current one.
struct DeveloperFund : virtual stdlib::access::Governed, stdlib::math::MulDiv, Recording {
  static constexpr unsigned development_kind = 4;
  static constexpr unsigned epochs_to_claim = 10;
  static constexpr auto metrics = "0x0000000000000000000000000000000000000300"_address;

  struct Epoch {
    U128 pool;
    U120 claimed;
    Bool closed;
  };

  ERROR(BadEpochLength, ());
  ERROR(NotDeployer, (Address target, Address caller));
  ERROR(AlreadyRegistered, (Address target));
  ERROR(NotRegistered, (Address target));
  ERROR(NotOwner, (Address target, Address caller));
  ERROR(EpochNotOver, (U64 epoch));
  ERROR(EpochClosed, (U64 epoch));
  ERROR(AlreadyClaimed, (Address target, U64 epoch));
  ERROR(NothingToClaim, ());
  ERROR(TransferFailed, (Address to, U256 amount));
  ERROR(EmptyResult, (Address target));
  ERROR(ReentrancyGuardReentrantCall, (), on_reentrancy);
  EVENT(Funded, (Indexed<U64> epoch, Indexed<Address> from, U256 amount));
  EVENT(Registered, (Indexed<Address> target, Indexed<Address> owner));
  EVENT(ShareClaimed,
        (Indexed<Address> target, Indexed<U64> epoch, Indexed<Address> to, U256 amount));
  EVENT(RolledOver, (Indexed<U64> epoch, U256 amount));

  PUBLIC_IMMUTABLE(epochLength, U64);
  FIELD(epochs, Map<U64, Epoch>);
  FIELD(claims, Map<Address, Map<U64, Bool>>);
  /// Who registered a contract; zero for unregistered ones.
  PUBLIC(ownerOf, Map<Address, Address>);
  PUBLIC(totalOwed, U256);

  CTOR((Address governance, Address ledger, U64 epochLength)) {
    init_governance(governance);
    require_address(ledger);
    require(epochLength != 0, BadEpochLength());
    this->ledger = reinterpret<IContributionLedger>(ledger);
    this->epochLength = epochLength;
  }

  /// Adds to the pool of the current epoch.
  FN(void, fund, (), payable) {
    U64 now = current_epoch();
    epochs[now].pool += checked_cast<U120>(msg.value);
    totalOwed += msg.value;
    emit(Funded(now, msg.sender, msg.value));
  }

  /// By the account that deployed the target, as the metrics have it.
  FN(void, register_, (Address target), named("register")) {
    require(ownerOf[target] == zero_address, AlreadyRegistered(target));
    require(deployer_of(target) == msg.sender, NotDeployer(target, msg.sender));
    ownerOf[target] = msg.sender;
    emit(Registered(target, msg.sender));
  }

  /// The pool of an epoch; 0 once its rest has moved on.
  FN(U256, pool, (U64 epoch), view) { return pool_of(epoch); }
  FN(U64, epoch, (), view) { return current_epoch(); }

  /// What a registered target gets of an epoch's pool, claimed or not; 0 while the epoch runs.
  FN(U256, share, (Address target, U64 epoch), view) {
    If (ownerOf[target] == zero_address || epoch >= current_epoch()) {
      Return(0);
    }
    return share_of_gas(pool_of(epoch), gas_used_in(target, epoch), epoch);
  }

  /// Pays the target's owner its share of an epoch that is over.
  FN(U256, claim, (Address target, U64 epoch), nonreentrant) {
    Address owner = ownerOf[target];
    require(owner != zero_address, NotRegistered(target));
    require(owner == msg.sender, NotOwner(target, msg.sender));
    require(epoch < current_epoch(), EpochNotOver(epoch));
    require(!epochs[epoch].closed, EpochClosed(epoch));
    require(!claims[target][epoch], AlreadyClaimed(target, epoch));
    U256 gas_used = gas_used_in(target, epoch);
    U256 amount = share_of_gas(pool_of(epoch), gas_used, epoch);
    require(amount != 0, NothingToClaim());
    claims[target][epoch] = true;
    epochs[epoch].claimed += truncate<U120>(amount);
    totalOwed -= amount;
    emit(ShareClaimed(target, epoch, owner, amount));
    record(development_kind, owner, gas_used);
    require(send_value(owner, amount), TransferFailed(owner, amount));
    return amount;
  }

  /// Moves what nobody claimed of an old epoch to the current pool. Anyone may.
  FN(void, rollover, (U64 epoch)) {
    U64 now = current_epoch();
    auto old = epochs[epoch];
    require(!old.closed, EpochClosed(epoch));
    require(U256(epoch) + epochs_to_claim < now, EpochNotOver(epoch));
    U256 rest = U256(old.pool) - old.claimed;
    require(rest != 0, NothingToClaim());
    old.closed = true;
    epochs[now].pool += truncate<U120>(rest);
    emit(RolledOver(epoch, rest));
  }

  DEF(U64, current_epoch, ()) { return truncate<U64>(block.number / epochLength); }

  DEF(U256, pool_of, (U64 epoch)) {
    If (epochs[epoch].closed) {
      Return(0);
    }
    return epochs[epoch].pool;
  }

  /// floor(pool * used / all), where `all` counts unregistered contracts too.
  DEF(U256, share_of_gas, (U256 pool, U256 used, U64 epoch)) {
    If (used == 0) {
      Return(0);
    }
    return mul_div(pool, used, total_gas_in(epoch));
  }

  DEF(Address, deployer_of, (Address target)) {
    Bytes answer = ask_metrics(
        concat(abi_encode_packed(selector("deployerOf(address)")), abi_encode(target)), 32);
    return abi_decode<Address>(answer);
  }
  DEF(U256, gas_used_in, (Address target, U64 epoch)) {
    Bytes answer = ask_metrics(
        concat(abi_encode_packed(selector("usageIn(address,uint64)")), abi_encode(target, epoch)),
        96);
    return abi_decode<U256>(answer.slice(64, 96));
  }
  DEF(U256, total_gas_in, (U64 epoch)) {
    Bytes answer =
        ask_metrics(concat(abi_encode_packed(selector("totalIn(uint64)")), abi_encode(epoch)), 32);
    return abi_decode<U256>(answer);
  }

  /// The metrics are part of the VM and have no code, so that only the answer tells whether they
  /// are there.
  DEF(Bytes, ask_metrics, (Bytes question, U256 least)) {
    CallResult result = raw_staticcall(metrics, question);
    require(result.ok && result.data.length() >= least, EmptyResult(metrics));
    return result.data;
  }
};

}  // namespace contracts
