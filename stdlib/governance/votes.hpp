// Votes that accounts delegate, with their history (ERC-5805, ERC-6372); as OpenZeppelin
// Contracts 5.
#pragma once

#include "stdlib/crypto/ecdsa.hpp"
#include "stdlib/crypto/eip712.hpp"
#include "stdlib/crypto/nonces.hpp"
#include "stdlib/governance/checkpoints.hpp"
#include "stdlib/math/safe_cast.hpp"

namespace stdlib::governance {

/// Units (of a token, for instance) are votes of the account that their holder delegated to, from
/// the next block on; who never delegated has no votes. The contract overrides voting_units, and
/// calls transfer_voting_units whenever units move.
struct Votes : virtual crypto::Ecdsa,
               virtual crypto::Nonces,
               virtual crypto::Eip712,
               virtual math::SafeCast {
  struct Change {
    U208 before, after;
  };

  ERROR(VotesExpiredSignature, (U256 expiry));
  ERROR(ERC5805FutureLookup, (U256 timepoint, U48 clock));
  ERROR(CheckpointUnorderedInsertion, ());
  EVENT(DelegateChanged,
        (Indexed<Address> delegator, Indexed<Address> fromDelegate, Indexed<Address> toDelegate));
  EVENT(DelegateVotesChanged, (Indexed<Address> delegate, U256 previousVotes, U256 newVotes));

  PUBLIC(delegates, Map<Address, Address>);
  FIELD(traces, Map<U256, Trace>);  // by delegate, and of the total

  /// Where the history of the total lies: no address.
  static constexpr auto total = number(1) << 160;

  /// How many units an account holds.
  VIRTUAL(U256, voting_units, (Address account)) {
    static_cast<void>(account);
    return 0;
  }
  /// The time that histories count in; with another one, override CLOCK_MODE too.
  VIRTUAL(U48, vote_clock, ()) { return safe_cast<U48>(block.number); }

  FN(U48, clock, (), view) { return vote_clock(); }

  FN(String, CLOCK_MODE, (), view) { return "mode=blocknumber&from=default"; }

  /// The votes an account has.
  FN(U256, getVotes, (Address account), view) { return latest_of(reinterpret<U160>(account)); }

  /// The votes an account had at the end of an earlier block.
  FN(U256, getPastVotes, (Address account, U256 timepoint), view) {
    return past_of(reinterpret<U160>(account), timepoint);
  }

  /// All units, delegated or not, at the end of an earlier block.
  FN(U256, getPastTotalSupply, (U256 timepoint), view) { return past_of(total, timepoint); }

  /// The caller's units become votes of `delegatee` (0: of nobody). Emits DelegateChanged, and
  /// DelegateVotesChanged for whoever loses or gains.
  FN(void, delegate, (Address delegatee)) { set_delegate(msg.sender, delegatee); }

  /// The same for the signer. Anyone may call it; fails with VotesExpiredSignature,
  /// InvalidAccountNonce, or as Ecdsa does.
  FN(void, delegateBySig,
     (Address delegatee, U256 nonce, U256 expiry, U8 v, Bytes32 r, Bytes32 s)) {
    require(block.timestamp <= expiry, VotesExpiredSignature(expiry));
    Bytes32 delegation = keccak256(
        abi_encode(keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)"),
                   delegatee, nonce, expiry));
    Address signer = recover(typed_data_hash(delegation), v, r, s);
    use_checked_nonce(signer, nonce);
    set_delegate(signer, delegatee);
  }

  DEF(void, set_delegate, (Address account, Address delegatee)) {
    Address before = delegates[account];
    delegates[account] = delegatee;
    emit(DelegateChanged(account, before, delegatee));
    move_votes(before, delegatee, voting_units(account));
  }

  /// Units move, come into being (from 0) or vanish (to 0).
  DEF(void, transfer_voting_units, (Address from, Address to, U256 amount)) {
    If (from == zero_address) {
      change(total, amount, true);
    }
    If (to == zero_address) {
      change(total, amount, false);
    }
    move_votes(delegates[from], delegates[to], amount);
  }

  DEF(void, move_votes, (Address from, Address to, U256 amount)) {
    If (from != to && amount != 0) {
      If (from != zero_address) {
        Change lost = change(reinterpret<U160>(from), amount, false);
        emit(DelegateVotesChanged(from, lost.before, lost.after));
      }
      If (to != zero_address) {
        Change gained = change(reinterpret<U160>(to), amount, true);
        emit(DelegateVotesChanged(to, gained.before, gained.after));
      }
    }
  }

  DEF(Change, change, (U256 whose, U256 amount, Bool is_gain)) {
    auto trace = traces[whose];
    U208 delta = safe_cast<U208>(amount);
    U208 before = latest(trace);
    U208 after = 0;
    If (is_gain) {
      after = before + delta;
    }
    Else {
      after = before - delta;
    }
    set_from(trace, vote_clock(), after, CheckpointUnorderedInsertion);
    return Change{before, after};
  }

  DEF(U256, latest_of, (U256 whose)) {
    auto trace = traces[whose];
    return latest(trace);
  }

  DEF(U256, past_of, (U256 whose, U256 timepoint)) {
    U48 now = vote_clock();
    require(timepoint < now, ERC5805FutureLookup(timepoint, now));
    auto trace = traces[whose];
    return value_at(trace, truncate<U48>(timepoint));
  }
};

}  // namespace stdlib::governance
