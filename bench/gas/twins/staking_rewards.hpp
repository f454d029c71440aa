// StakingRewards of src/StakingRewards.sol in the contract language.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::bench {

using namespace mozi::dsl;

INTERFACE(IERC20) {
  EXTERN(Bool, transfer, (Address to, U256 value));
  EXTERN(Bool, transferFrom, (Address from, Address to, U256 value));
  EXTERN(U256, balanceOf, (Address account), view);
};

struct StakingRewards {
  struct UserInfo {
    U256 amount, rewardDebt, owed;
  };

  ERROR(NotOwner, (Address caller));
  ERROR(ZeroAmount, ());
  ERROR(InsufficientStake, (U256 have, U256 want));
  ERROR(TokenTransferFailed, (Address token));
  ERROR(RateTooHigh, (U256 rate));

  EVENT(Deposit, (Indexed<Address> user, U256 amount));
  EVENT(Withdraw, (Indexed<Address> user, U256 amount));
  EVENT(Harvest, (Indexed<Address> user, U256 amount));
  EVENT(EmergencyWithdraw, (Indexed<Address> user, U256 amount));
  EVENT(RateChanged, (U256 oldRate, U256 newRate));

  static constexpr Number PRECISION = 1_ether;
  static constexpr Number MAX_RATE = 1'000'000_ether;

  PUBLIC_IMMUTABLE(stakeToken, IERC20);
  PUBLIC_IMMUTABLE(rewardToken, IERC20);

  PUBLIC(owner, Address);
  PUBLIC(lastUpdate, U64);
  PUBLIC(ratePerSecond, U256);
  PUBLIC(accPerShare, U256);
  PUBLIC(totalStaked, U256);
  PUBLIC(users, Map<Address, UserInfo>);

  CTOR((IERC20 stake_, IERC20 reward_, U256 rate)) {
    stakeToken = stake_;
    rewardToken = reward_;
    owner = msg.sender;
    lastUpdate = truncate<U64>(block.timestamp);
    ratePerSecond = rate;
  }

  MODIFIER(onlyOwner, ()) { require(msg.sender == owner, NotOwner(msg.sender)); }

  FN(U256, pending, (Address user), view) {
    auto u = users[user];
    return u.owed + u.amount * _currentAcc() / PRECISION - u.rewardDebt;
  }

  FN(void, deposit, (U256 amount)) {
    require(amount != 0, ZeroAmount());
    U256 acc = _update();
    auto u = users[msg.sender];
    u.owed += u.amount * acc / PRECISION - u.rewardDebt;
    u.amount += amount;
    u.rewardDebt = u.amount * acc / PRECISION;
    totalStaked += amount;
    emit(Deposit(msg.sender, amount));
    _pull(stakeToken, msg.sender, amount);
  }

  FN(void, withdraw, (U256 amount)) {
    require(amount != 0, ZeroAmount());
    U256 acc = _update();
    auto u = users[msg.sender];
    require(u.amount >= amount, InsufficientStake(u.amount, amount));
    u.owed += u.amount * acc / PRECISION - u.rewardDebt;
    u.amount -= amount;
    u.rewardDebt = u.amount * acc / PRECISION;
    totalStaked -= amount;
    emit(Withdraw(msg.sender, amount));
    _push(stakeToken, msg.sender, amount);
  }

  FN(U256, harvest, ()) {
    U256 acc = _update();
    auto u = users[msg.sender];
    U256 accumulated = u.amount * acc / PRECISION;
    U256 paid = u.owed + accumulated - u.rewardDebt;
    require(paid != 0, ZeroAmount());
    u.owed = 0;
    u.rewardDebt = accumulated;
    emit(Harvest(msg.sender, paid));
    _push(rewardToken, msg.sender, paid);
    return paid;
  }

  FN(void, emergencyWithdraw, ()) {
    U256 amount = users[msg.sender].amount;
    require(amount != 0, ZeroAmount());
    reset(users[msg.sender]);
    totalStaked -= amount;
    emit(EmergencyWithdraw(msg.sender, amount));
    _push(stakeToken, msg.sender, amount);
  }

  FN(void, setRate, (U256 rate)) {
    onlyOwner();
    require(rate <= MAX_RATE, RateTooHigh(rate));
    _update();
    emit(RateChanged(ratePerSecond, rate));
    ratePerSecond = rate;
  }

 private:
  DEF(U256, _currentAcc, ()) {
    U256 staked = totalStaked;
    U256 dt = block.timestamp - lastUpdate;
    If (staked == 0 || dt == 0) {
      Return(accPerShare);
    }
    return accPerShare + dt * ratePerSecond * PRECISION / staked;
  }
  DEF(U256, _update, ()) {
    U256 acc = _currentAcc();
    accPerShare = acc;
    lastUpdate = truncate<U64>(block.timestamp);
    return acc;
  }
  DEF(void, _pull, (IERC20 token, Address from, U256 amount)) {
    require(token.transferFrom(from, this_address(), amount), TokenTransferFailed(token));
  }
  DEF(void, _push, (IERC20 token, Address to, U256 amount)) {
    require(token.transfer(to, amount), TokenTransferFailed(token));
  }
};

}  // namespace mozi::bench
