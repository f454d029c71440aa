// RefERC20 of src/RefERC20.sol in the contract language: a plain ERC-20 with owner-only mint.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::bench {

using namespace mozi::dsl;

struct RefERC20 {
  ERROR(ERC20InsufficientBalance, (Address sender, U256 balance, U256 needed));
  ERROR(ERC20InvalidSender, (Address sender));
  ERROR(ERC20InvalidReceiver, (Address receiver));
  ERROR(ERC20InsufficientAllowance, (Address spender, U256 allowance, U256 needed));
  ERROR(ERC20InvalidApprover, (Address approver));
  ERROR(ERC20InvalidSpender, (Address spender));
  ERROR(OwnableUnauthorizedAccount, (Address account));

  EVENT(Transfer, (Indexed<Address> from, Indexed<Address> to, U256 value));
  EVENT(Approval, (Indexed<Address> owner, Indexed<Address> spender, U256 value));
  EVENT(OwnershipTransferred, (Indexed<Address> previousOwner, Indexed<Address> newOwner));

  CONSTANT(name, String, "Reference Token");
  CONSTANT(symbol, String, "REF");
  CONSTANT(decimals, U8, 18);

  PUBLIC(owner, Address);
  PUBLIC(totalSupply, U256);
  PUBLIC(balanceOf, Map<Address, U256>);
  PUBLIC(allowance, Map<Address, Map<Address, U256>>);

  CTOR((U256 initialSupply)) {
    owner = msg.sender;
    emit(OwnershipTransferred(zero_address, msg.sender));
    _mint(msg.sender, initialSupply);
  }

  MODIFIER(onlyOwner, ()) { require(msg.sender == owner, OwnableUnauthorizedAccount(msg.sender)); }

  FN(Bool, transfer, (Address to, U256 value)) {
    _transfer(msg.sender, to, value);
    return true;
  }

  FN(Bool, approve, (Address spender, U256 value)) {
    require(spender != zero_address, ERC20InvalidSpender(zero_address));
    allowance[msg.sender][spender] = value;
    emit(Approval(msg.sender, spender, value));
    return true;
  }

  FN(Bool, transferFrom, (Address from, Address to, U256 value)) {
    U256 allowed = allowance[from][msg.sender];
    If (allowed != max_of<U256>()) {
      require(allowed >= value, ERC20InsufficientAllowance(msg.sender, allowed, value));
      // cannot overflow: checked in the line before
      allowance[from][msg.sender] = wrapping(allowed - value);
    }
    _transfer(from, to, value);
    return true;
  }

  FN(void, mint, (Address to, U256 value)) {
    onlyOwner();
    _mint(to, value);
  }

  FN(void, burn, (U256 value)) {
    U256 bal = balanceOf[msg.sender];
    require(bal >= value, ERC20InsufficientBalance(msg.sender, bal, value));
    Unchecked {
      // cannot overflow: value <= bal <= totalSupply
      balanceOf[msg.sender] = bal - value;
      totalSupply -= value;
    }
    emit(Transfer(msg.sender, zero_address, value));
  }

  FN(void, transferOwnership, (Address newOwner)) {
    onlyOwner();
    emit(OwnershipTransferred(owner, newOwner));
    owner = newOwner;
  }

 private:
  DEF(void, _transfer, (Address from, Address to, U256 value)) {
    require(from != zero_address, ERC20InvalidSender(zero_address));
    require(to != zero_address, ERC20InvalidReceiver(zero_address));
    U256 bal = balanceOf[from];
    require(bal >= value, ERC20InsufficientBalance(from, bal, value));
    Unchecked {
      balanceOf[from] = bal - value;
      // cannot overflow: the sum of balances is totalSupply
      balanceOf[to] += value;
    }
    emit(Transfer(from, to, value));
  }

  DEF(void, _mint, (Address to, U256 value)) {
    require(to != zero_address, ERC20InvalidReceiver(zero_address));
    totalSupply += value;
    // cannot overflow: totalSupply was checked
    Unchecked {
      balanceOf[to] += value;
    }
    emit(Transfer(zero_address, to, value));
  }
};

}  // namespace mozi::bench
