// ERC-20; behaviour, events and errors as OpenZeppelin Contracts 5 (ERC-6093).
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::token {

using namespace mozi::dsl;

/// A token without metadata: the contract declares what it wants of
///   CONSTANT(name, String, "Gold"); CONSTANT(symbol, String, "GLD"); CONSTANT(decimals, U8, 18);
/// and who may call mint_tokens and burn_tokens, which check nothing about the caller.
struct Erc20 {
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

  /// Runs before each mint (from 0), transfer and burn (to 0), ahead of the check of the balance.
  VIRTUAL(void, before_move, (Address from, Address to, U256 value)) {
    static_cast<void>(from);
    static_cast<void>(to);
    static_cast<void>(value);
  }
  /// Runs after each, when balances have changed and Transfer is logged.
  VIRTUAL(void, after_move, (Address from, Address to, U256 value)) {
    static_cast<void>(from);
    static_cast<void>(to);
    static_cast<void>(value);
  }

  /// Moves the caller's tokens. Emits Transfer; fails with ERC20InvalidReceiver(0) or
  /// ERC20InsufficientBalance.
  FN(Bool, transfer, (Address to, U256 value)) {
    move_tokens(msg.sender, to, value);
    return true;
  }

  /// Lets `spender` move that much of the caller's tokens; 2^256-1 is never used up. Emits
  /// Approval; fails with ERC20InvalidSpender(0).
  FN(Bool, approve, (Address spender, U256 value)) {
    approve_tokens(msg.sender, spender, value);
    return true;
  }

  /// Moves tokens of `from` that the caller is allowed to move. Emits Transfer; fails with
  /// ERC20InsufficientAllowance, or as transfer does.
  FN(Bool, transferFrom, (Address from, Address to, U256 value)) {
    spend_allowance(from, msg.sender, value);
    move_tokens(from, to, value);
    return true;
  }

  /// `from` is not the zero address: it is the caller, or has approved somebody.
  DEF(void, move_tokens, (Address from, Address to, U256 value)) {
    require(to != zero_address, ERC20InvalidReceiver(zero_address));
    before_move(from, to, value);
    take_tokens(from, value);
    // cannot overflow: the sum of balances is totalSupply.
    balanceOf[to] = wrapping(balanceOf[to] + value);
    emit(Transfer(from, to, value));
    after_move(from, to, value);
  }

  /// New tokens. Panics with 0x11 when totalSupply would overflow.
  DEF(void, mint_tokens, (Address to, U256 value)) {
    require(to != zero_address, ERC20InvalidReceiver(zero_address));
    before_move(zero_address, to, value);
    totalSupply += value;
    // cannot overflow: the sum of balances is totalSupply.
    balanceOf[to] = wrapping(balanceOf[to] + value);
    emit(Transfer(zero_address, to, value));
    after_move(zero_address, to, value);
  }

  DEF(void, burn_tokens, (Address from, U256 value)) {
    require(from != zero_address, ERC20InvalidSender(zero_address));
    before_move(from, zero_address, value);
    take_tokens(from, value);
    // cannot underflow: value <= balance <= totalSupply.
    totalSupply = wrapping(totalSupply - value);
    emit(Transfer(from, zero_address, value));
    after_move(from, zero_address, value);
  }

  DEF(void, take_tokens, (Address from, U256 value)) {
    U256 balance = balanceOf[from];
    require(balance >= value, ERC20InsufficientBalance(from, balance, value));
    // cannot underflow: checked in the line before.
    balanceOf[from] = wrapping(balance - value);
  }

  /// `owner` is not the zero address: it called or signed.
  DEF(void, approve_tokens, (Address owner, Address spender, U256 value)) {
    require(spender != zero_address, ERC20InvalidSpender(zero_address));
    allowance[owner][spender] = value;
    emit(Approval(owner, spender, value));
  }

  DEF(void, spend_allowance, (Address owner, Address spender, U256 value)) {
    U256 allowed = allowance[owner][spender];
    If (allowed != max_of<U256>()) {
      require(allowed >= value, ERC20InsufficientAllowance(spender, allowed, value));
      require(owner != zero_address, ERC20InvalidApprover(zero_address));
      // cannot underflow: checked two lines before.
      allowance[owner][spender] = wrapping(allowed - value);
    }
  }
};

/// Holders may destroy what they have or are allowed to move.
struct Erc20Burnable : virtual Erc20 {
  FN(void, burn, (U256 value)) { burn_tokens(msg.sender, value); }

  FN(void, burnFrom, (Address account, U256 value)) {
    spend_allowance(account, msg.sender, value);
    burn_tokens(account, value);
  }
};

}  // namespace stdlib::token
