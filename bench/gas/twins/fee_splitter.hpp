// FeeSplitter of src/FeeSplitter.sol in the contract language, up to the guard against reentrancy.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::bench {

using namespace mozi::dsl;

/// All but the guard, which a derived contract puts around claims.
struct FeeSplitterBase {
  struct Split {
    U16 provider, holders, treasury, ops;
  };
  struct Shares {
    U256 provider_, holders_, treasury_, ops_;
  };

  ERROR(Unauthorized, (Address caller, Bytes32 role));
  ERROR(ZeroPayment, ());
  ERROR(ZeroAddress, ());
  ERROR(BadSplit, (U256 sum));
  ERROR(NothingToClaim, (Address account));
  ERROR(TransferFailed, (Address to, U256 amount));
  ERROR(Paused, ());
  ERROR(Reentrancy, (), on_reentrancy);

  EVENT(FeePaid,
        (Indexed<Bytes32> jobId, Indexed<Address> payer, Indexed<Address> provider, U256 amount));
  EVENT(Claimed, (Indexed<Address> account, Indexed<Address> to, U256 amount));
  EVENT(SplitChanged, (U16 provider, U16 holders, U16 treasury, U16 ops));
  EVENT(RecipientsChanged, (Address holders, Address treasury, Address ops));
  EVENT(RoleGranted, (Indexed<Bytes32> role, Indexed<Address> account, Indexed<Address> sender));
  EVENT(RoleRevoked, (Indexed<Bytes32> role, Indexed<Address> account, Indexed<Address> sender));
  EVENT(PausedSet, (Bool paused));

  CONSTANT(ADMIN, Bytes32, keccak256("ADMIN"));
  CONSTANT(OPERATOR, Bytes32, keccak256("OPERATOR"));
  static constexpr unsigned BPS = 10'000;

  PUBLIC(holders, Address);
  PUBLIC(paused, Bool);
  PUBLIC(split, Split);
  PUBLIC(treasury, Address);
  PUBLIC(ops, Address);
  PUBLIC(totalPending, U256);
  PUBLIC(claimable, Map<Address, U256>);
  PUBLIC(hasRole, Map<Bytes32, Map<Address, Bool>>);

  /// What a derived contract's own variables start with.
  virtual void init() {}

  CTOR((Address holders_, Address treasury_, Address ops_)) {
    init();
    _setRecipients(holders_, treasury_, ops_);
    _setSplit(Split{7000, 1500, 1000, 500});
    hasRole[ADMIN][msg.sender] = true;
    emit(RoleGranted(ADMIN, msg.sender, msg.sender));
  }

  MODIFIER(onlyRole, (Bytes32 role)) {
    require(hasRole[role][msg.sender], Unauthorized(msg.sender, role));
  }
  MODIFIER(whenNotPaused, ()) { require(!paused, Paused()); }

  FN(void, pay, (Bytes32 jobId, Address provider), payable) {
    whenNotPaused();
    _pay(jobId, provider, msg.value);
  }

  FN(void, payBatch, (Array<Bytes32> jobIds, Array<Address> providers, Array<U256> amounts),
     payable) {
    whenNotPaused();
    U256 n = jobIds.length();
    require(providers.length() == n && amounts.length() == n, BadSplit(n));
    U256 sum = 0;
    For (U256 i = 0, i < n, i += 1) {
      sum += amounts[i];
      _pay(jobIds[i], providers[i], amounts[i]);
    }
    require(sum == msg.value, BadSplit(sum));
  }

  FN(Outputs<Shares>, quote, (U256 amount), view) {
    Split s = split;
    U256 h = amount * s.holders / BPS;
    U256 t = amount * s.treasury / BPS;
    U256 o = amount * s.ops / BPS;
    return Shares{amount - h - t - o, h, t, o};
  }

  FN(void, setSplit, (Split s)) {
    onlyRole(ADMIN);
    _setSplit(s);
  }
  FN(void, setRecipients, (Address holders_, Address treasury_, Address ops_)) {
    onlyRole(ADMIN);
    _setRecipients(holders_, treasury_, ops_);
  }
  FN(void, setPaused, (Bool p)) {
    onlyRole(OPERATOR);
    paused = p;
    emit(PausedSet(p));
  }
  FN(void, grantRole, (Bytes32 role, Address account)) {
    onlyRole(ADMIN);
    hasRole[role][account] = true;
    emit(RoleGranted(role, account, msg.sender));
  }
  FN(void, revokeRole, (Bytes32 role, Address account)) {
    onlyRole(ADMIN);
    hasRole[role][account] = false;
    emit(RoleRevoked(role, account, msg.sender));
  }

 protected:
  DEF(void, _pay, (Bytes32 jobId, Address provider, U256 amount)) {
    require(amount != 0, ZeroPayment());
    require(provider != zero_address, ZeroAddress());
    Split s = split;
    U256 h = amount * s.holders / BPS;
    U256 t = amount * s.treasury / BPS;
    U256 o = amount * s.ops / BPS;
    // The provider gets the remainder: no wei is lost.
    U256 p = amount - h - t - o;
    claimable[provider] += p;
    claimable[holders] += h;
    claimable[treasury] += t;
    claimable[ops] += o;
    totalPending += amount;
    emit(FeePaid(jobId, msg.sender, provider, amount));
  }

  /// Pays what the caller is owed; the caller of this function holds the guard.
  U256 payOut(Address to) {
    require(to != zero_address, ZeroAddress());
    U256 amount = claimable[msg.sender];
    require(amount != 0, NothingToClaim(msg.sender));
    claimable[msg.sender] = 0;
    totalPending -= amount;
    emit(Claimed(msg.sender, to, amount));
    require(send_value(to, amount), TransferFailed(to, amount));
    return amount;
  }

  DEF(void, _setSplit, (Split s)) {
    U256 sum = U256(s.provider) + s.holders + s.treasury + s.ops;
    require(sum == BPS, BadSplit(sum));
    split = s;
    emit(SplitChanged(s.provider, s.holders, s.treasury, s.ops));
  }
  DEF(void, _setRecipients, (Address holders_, Address treasury_, Address ops_)) {
    require(holders_ != zero_address && treasury_ != zero_address && ops_ != zero_address,
            ZeroAddress());
    holders = holders_;
    treasury = treasury_;
    ops = ops_;
    emit(RecipientsChanged(holders_, treasury_, ops_));
  }
};

/// The guard in transient storage (EIP-1153).
struct FeeSplitter : FeeSplitterBase {
  FN(U256, claim, (), nonreentrant) { return _claim(msg.sender); }
  FN(U256, claimTo, (Address to), nonreentrant) { return _claim(to); }

 private:
  DEF(U256, _claim, (Address to)) { return payOut(to); }
};

}  // namespace mozi::bench
