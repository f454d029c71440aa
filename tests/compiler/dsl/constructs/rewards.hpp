// A whole contract with external calls, immutables, a storage pointer, loops and early returns.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

INTERFACE(IERC20) {
  EXTERN(Bool, transfer, (Address to, U256 value));
  EXTERN(Bool, transferFrom, (Address from, Address to, U256 value));
  EXTERN(U256, balanceOf, (Address account));
};

struct RewardDistributor {
  struct UserInfo {
    U256 amount, rewardDebt, owed;
  };
  static constexpr auto PRECISION = 1_ether;

  ERROR(ZeroAmount, ());
  ERROR(InsufficientStake, (U256 have, U256 want));
  ERROR(TokenTransferFailed, (Address token));
  EVENT(Withdraw, (Indexed<Address> user, U256 amount));

  IMMUTABLE(stakeToken, IERC20);
  PUBLIC(owner, Address);
  PUBLIC(lastUpdate, U64);  // packs behind owner
  PUBLIC(ratePerSecond, U256);
  PUBLIC(accPerShare, U256);
  PUBLIC(totalStaked, U256);
  PUBLIC(users, Map<Address, UserInfo>);

  CTOR((IERC20 stake, U256 rate)) {
    stakeToken = stake;
    owner = msg.sender;
    ratePerSecond = rate;
  }
  FN(void, withdraw, (U256 amount)) {
    require(amount != 0, ZeroAmount());
    U256 acc = currentAcc();
    accPerShare = acc;
    auto u = users[msg.sender];  // a storage pointer, like Solidity's "UserInfo storage u"
    require(u.amount >= amount, InsufficientStake(u.amount, amount));
    u.owed += u.amount * acc / PRECISION - u.rewardDebt;
    u.amount -= amount;
    u.rewardDebt = u.amount * acc / PRECISION;
    totalStaked -= amount;
    emit(Withdraw(msg.sender, amount));
    require(stakeToken.transfer(msg.sender, amount), TokenTransferFailed(stakeToken));
  }
  DEF(U256, currentAcc, ()) {
    U256 dt = block.timestamp - lastUpdate;
    If (totalStaked == 0 || dt == 0) {
      Return(accPerShare);
    }
    return accPerShare + dt * ratePerSecond * PRECISION / totalStaked;
  }
  FN(U256, log2, (U256 x)) {
    U256 r = 0;
    If (x == 0) {
      Return(r);
    }
    Else {
      While (x > 1) {
        x >>= 1;
        r += 1;
        If (r > 255) {
          Break;
        }
      }
    }
    UserInfo copy = users[msg.sender];  // a memory copy: three loads
    return r + copy.amount;
  }
};
}  // namespace mozi::tests
