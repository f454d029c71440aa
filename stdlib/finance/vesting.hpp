// A wallet that pays ether and tokens out to its owner evenly over time; as OpenZeppelin
// Contracts 5.
#pragma once

#include "stdlib/access/ownable.hpp"
#include "stdlib/calls/calls.hpp"
#include "stdlib/calls/safe_erc20.hpp"
#include "stdlib/finance/linear_schedule.hpp"

namespace stdlib::finance {

/// Whatever is sent to it vests as if it had been there from the start. The owner is the
/// beneficiary, and can pass that on. The constructor calls init_vesting.
struct VestingWallet : virtual access::Ownable, virtual calls::Calls, virtual calls::SafeErc20 {
  EVENT(EtherReleased, (U256 amount));
  EVENT(ERC20Released, (Indexed<Address> token, U256 amount));

  FIELD(released_ether, U256);
  FIELD(released_tokens, Map<Address, U256>);
  IMMUTABLE(first_second, U64);
  IMMUTABLE(seconds, U64);

  MODIFIER(init_vesting, (Address beneficiary, U64 startTimestamp, U64 durationSeconds)) {
    init_ownership(beneficiary);
    first_second = startTimestamp;
    seconds = durationSeconds;
  }

  /// What is vested of an allocation at a time.
  VIRTUAL(U256, schedule, (U256 allocation, U64 timestamp)) {
    return due_at(allocation, first_second, seconds, timestamp);
  }

  RECEIVE() {}

  FN(U256, start, (), view) { return first_second; }
  FN(U256, duration, (), view) { return seconds; }
  FN(U256, end, (), view) { return U256(first_second) + seconds; }
  FN(U256, released, (), view) { return released_ether; }
  FN(U256, released, (Address token), view) { return released_tokens[token]; }
  FN(U256, releasable, (), view) { return releasable_ether(); }
  FN(U256, releasable, (token::IERC20 token), view) { return releasable_tokens(token); }
  FN(U256, vestedAmount, (U64 timestamp), view) { return vested_ether(timestamp); }
  FN(U256, vestedAmount, (token::IERC20 token, U64 timestamp), view) {
    return vested_tokens(token, timestamp);
  }

  /// By anyone: sends the owner what has vested. Emits EtherReleased; fails as the owner does.
  FN(void, release, ()) {
    U256 amount = releasable_ether();
    released_ether += amount;
    emit(EtherReleased(amount));
    send_or_revert(owner, amount);
  }

  /// The same for a token. Emits ERC20Released; fails as SafeErc20 does.
  FN(void, release, (token::IERC20 token)) {
    U256 amount = releasable_tokens(token);
    released_tokens[token] += amount;
    emit(ERC20Released(token, amount));
    safe_transfer(token, owner, amount);
  }

  DEF(U256, vested_ether, (U64 timestamp)) {
    return schedule(this_balance() + released_ether, timestamp);
  }
  DEF(U256, vested_tokens, (token::IERC20 token, U64 timestamp)) {
    return schedule(token.balanceOf(this_address()) + released_tokens[token], timestamp);
  }
  DEF(U256, releasable_ether, ()) {
    return vested_ether(truncate<U64>(block.timestamp)) - released_ether;
  }
  DEF(U256, releasable_tokens, (token::IERC20 token)) {
    return vested_tokens(token, truncate<U64>(block.timestamp)) - released_tokens[token];
  }
};

}  // namespace stdlib::finance
