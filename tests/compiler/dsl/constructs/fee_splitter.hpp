// A whole contract on a mixin: fees split among four, claimed under a lock.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

struct Roles {
  ERROR(Unauthorized, (Address caller, Bytes32 role));
  EVENT(RoleGranted, (Indexed<Bytes32> role, Indexed<Address> account, Indexed<Address> sender));
  PUBLIC(hasRole, Map<Bytes32, Map<Address, Bool>>);

  /// A modifier can be a plain C++ function.
  void onlyRole(const Constant<Bytes32>& role) {
    require(hasRole[role][msg.sender], Unauthorized(msg.sender, role));
  }
  FN(void, grantRole, (Bytes32 role, Address account)) {
    onlyRole(ADMIN);
    hasRole[role][account] = true;
    emit(RoleGranted(role, account, msg.sender));
  }
  static constexpr auto ADMIN = keccak256("ADMIN");
};

struct FeeSplitter : Roles {
  struct Split {
    U16 provider, holders, treasury, ops;
  };  // packs into one slot; ABI tuple

  ERROR(ZeroPayment, ());
  ERROR(ZeroAddress, ());
  ERROR(Paused, ());
  ERROR(BadSplit, (U256 sum));
  ERROR(NothingToClaim, (Address account));
  ERROR(TransferFailed, (Address to, U256 amount));
  EVENT(FeePaid,
        (Indexed<Bytes32> jobId, Indexed<Address> payer, Indexed<Address> provider, U256 amount));
  EVENT(Claimed, (Indexed<Address> account, Indexed<Address> to, U256 amount));

  PUBLIC(holders, Address);
  PUBLIC(paused, Bool);  // shares slot with holders
  PUBLIC(split, Split);
  PUBLIC(treasury, Address);
  PUBLIC(ops, Address);
  PUBLIC(totalPending, U256);
  PUBLIC(claimable, Map<Address, U256>);

  static constexpr unsigned BPS = 10'000;

  CTOR((Address holders_, Address treasury_, Address ops_)) {
    holders = holders_;
    treasury = treasury_;
    ops = ops_;
    hasRole[ADMIN][msg.sender] = true;
  }

  FN(void, pay, (Bytes32 jobId, Address provider), payable) {
    require(!paused, Paused());
    _pay(jobId, provider, msg.value);
  }

  FN(void, payBatch, (Array<Bytes32> jobIds, Array<Address> providers, Array<U256> amounts),
     payable) {
    require(!paused, Paused());
    U256 n = jobIds.length();
    require(providers.length() == n && amounts.length() == n, BadSplit(n));
    U256 sum = 0;
    For (U256 i = 0, i < n, i += 1) {
      sum += amounts[i];
      _pay(jobIds[i], providers[i], amounts[i]);
    }
    require(sum == msg.value, BadSplit(sum));
  }

  FN(U256, claim, (), nonreentrant) { return _claim(msg.sender); }
  FN(U256, claimTo, (Address to), nonreentrant) { return _claim(to); }

  FN(void, setSplit, (Split s)) {
    onlyRole(ADMIN);
    U256 sum = U256(s.provider) + s.holders + s.treasury + s.ops;
    require(sum == BPS, BadSplit(sum));
    split = s;
  }

 private:
  // compiled once, called from two places (the optimiser may inline it)
  DEF(void, _pay, (Bytes32 jobId, Address provider, U256 amount)) {
    require(amount != 0, ZeroPayment());
    require(provider != zero_address, ZeroAddress());
    U256 h = amount * split.holders / BPS;
    U256 t = amount * split.treasury / BPS;
    U256 o = amount * split.ops / BPS;
    claimable[provider] += amount - h - t - o;  // the remainder: no wei is lost
    claimable[holders] += h;
    claimable[treasury] += t;
    claimable[ops] += o;
    totalPending += amount;
    emit(FeePaid(jobId, msg.sender, provider, amount));
  }

  DEF(U256, _claim, (Address to)) {
    require(to != zero_address, ZeroAddress());
    U256 amount = claimable[msg.sender];  // a copy, as in Solidity
    If (amount == 0) {
      revert(NothingToClaim(msg.sender));
    }
    claimable[msg.sender] = 0;
    totalPending -= amount;
    emit(Claimed(msg.sender, to, amount));
    Bool ok = send_value(to, amount);
    require(ok, TransferFailed(to, amount));
    return amount;
  }
};

}  // namespace mozi::tests
