// OZToken of src/OZToken.sol in the contract language: OpenZeppelin 5's ERC20 and Ownable, part by
// part, with the names in storage.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::bench {

using namespace mozi::dsl;

struct OzOwnable {
  ERROR(OwnableUnauthorizedAccount, (Address account));
  ERROR(OwnableInvalidOwner, (Address owner));
  EVENT(OwnershipTransferred, (Indexed<Address> previousOwner, Indexed<Address> newOwner));

  PUBLIC(owner, Address);

  MODIFIER(only_owner, ()) { require(msg.sender == owner, OwnableUnauthorizedAccount(msg.sender)); }

  FN(void, renounceOwnership, ()) {
    only_owner();
    hand_over(zero_address);
  }

  FN(void, transferOwnership, (Address newOwner)) {
    only_owner();
    require(newOwner != zero_address, OwnableInvalidOwner(zero_address));
    hand_over(newOwner);
  }

  DEF(void, hand_over, (Address to)) {
    Address before = owner;
    owner = to;
    emit(OwnershipTransferred(before, to));
  }
};

struct OzErc20 {
  ERROR(ERC20InsufficientBalance, (Address sender, U256 balance, U256 needed));
  ERROR(ERC20InvalidSender, (Address sender));
  ERROR(ERC20InvalidReceiver, (Address receiver));
  ERROR(ERC20InsufficientAllowance, (Address spender, U256 allowance, U256 needed));
  ERROR(ERC20InvalidApprover, (Address approver));
  ERROR(ERC20InvalidSpender, (Address spender));
  EVENT(Transfer, (Indexed<Address> from, Indexed<Address> to, U256 value));
  EVENT(Approval, (Indexed<Address> owner, Indexed<Address> spender, U256 value));

  PUBLIC(balanceOf, Map<Address, U256>);
  PUBLIC(allowance, Map<Address, Map<Address, U256>>);
  PUBLIC(totalSupply, U256);
  PUBLIC(name, String);
  PUBLIC(symbol, String);
  CONSTANT(decimals, U8, 18);

  FN(Bool, transfer, (Address to, U256 value)) {
    move(msg.sender, to, value);
    return true;
  }

  FN(Bool, approve, (Address spender, U256 value)) {
    allow(msg.sender, spender, value);
    emit(Approval(msg.sender, spender, value));
    return true;
  }

  FN(Bool, transferFrom, (Address from, Address to, U256 value)) {
    spend_allowance(from, msg.sender, value);
    move(from, to, value);
    return true;
  }

  DEF(void, move, (Address from, Address to, U256 value)) {
    require(from != zero_address, ERC20InvalidSender(zero_address));
    require(to != zero_address, ERC20InvalidReceiver(zero_address));
    update(from, to, value);
  }

  DEF(void, make, (Address to, U256 value)) {
    require(to != zero_address, ERC20InvalidReceiver(zero_address));
    update(zero_address, to, value);
  }

  DEF(void, destroy, (Address from, U256 value)) {
    require(from != zero_address, ERC20InvalidSender(zero_address));
    update(from, zero_address, value);
  }

  DEF(void, update, (Address from, Address to, U256 value)) {
    If (from == zero_address) {
      totalSupply += value;
    }
    Else {
      U256 balance = balanceOf[from];
      require(balance >= value, ERC20InsufficientBalance(from, balance, value));
      // cannot underflow: checked in the line before.
      balanceOf[from] = wrapping(balance - value);
    }
    If (to == zero_address) {
      // cannot underflow: value <= the balance of from <= totalSupply.
      Unchecked {
        totalSupply -= value;
      }
    }
    Else {
      // cannot overflow: balance + value is at most totalSupply.
      Unchecked {
        balanceOf[to] += value;
      }
    }
    emit(Transfer(from, to, value));
  }

  DEF(void, allow, (Address from, Address spender, U256 value)) {
    require(from != zero_address, ERC20InvalidApprover(zero_address));
    require(spender != zero_address, ERC20InvalidSpender(zero_address));
    allowance[from][spender] = value;
  }

  DEF(void, spend_allowance, (Address from, Address spender, U256 value)) {
    U256 allowed = allowance[from][spender];
    If (allowed < max_of<U256>()) {
      require(allowed >= value, ERC20InsufficientAllowance(spender, allowed, value));
      // cannot underflow: checked in the line before.
      allow(from, spender, wrapping(allowed - value));
    }
  }
};

struct OZToken : OzErc20, OzOwnable {
  CTOR((U256 initialSupply)) {
    name = "Reference Token";
    symbol = "REF";
    require(msg.sender != zero_address, OwnableInvalidOwner(zero_address));
    hand_over(msg.sender);
    make(msg.sender, initialSupply);
  }

  FN(void, mint, (Address to, U256 value)) {
    only_owner();
    make(to, value);
  }
  FN(void, burn, (U256 value)) { destroy(msg.sender, value); }
};

}  // namespace mozi::bench
