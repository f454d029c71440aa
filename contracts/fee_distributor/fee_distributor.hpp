// FeeDistributor: bridge fees, 70 % to SNAP holders, 20 % to the treasury, 10 % to oracle
// operators.
#pragma once

#include "contracts/contribution_ledger/recording.hpp"
#include "stdlib/finance/accumulator.hpp"
#include "stdlib/finance/pull_payments.hpp"
#include "stdlib/math/shares.hpp"
#include "stdlib/security/timed_pause.hpp"

namespace contracts {

using namespace mozi::dsl;

/// Fees are shared equally among live SNAP tokens and among active operators by accumulators, so
/// that no deposit visits anybody. A class with nobody in it gives its share to the treasury.
struct FeeDistributor : stdlib::security::TimedPause, stdlib::finance::PullPayments, Recording {
  static constexpr unsigned snap_bps = 7'000;
  static constexpr unsigned oracle_bps = 1'000;
  static constexpr unsigned max_oracles = 64;
  static constexpr unsigned bridge_kind = 5;
  static constexpr uint64_t wei_per_record = 1'000'000'000'000;  // ledger amounts are micro-SALT
  enum class Class : uint8_t { snap, treasury, oracle };

  struct Split {
    U256 snap, treasury, oracle;
  };
  struct Token {
    Address owner;
    U256 debt;
  };
  struct Operator {
    Bool active;
    U256 debt;
  };

  ERROR(NotSnap, (Address caller));
  ERROR(NotTokenOwner, (U256 tokenId, Address caller));
  ERROR(ERC721NonexistentToken, (U256 tokenId));
  ERROR(TooManyOracles, ());
  ERROR(EmptyResult, (Address target), on_empty_result);
  EVENT(FeesDistributed, (U256 amount, U256 snap, U256 treasury, U256 oracle));
  EVENT(ShareRedirected, (U8 class_, U256 amount));
  EVENT(Settled, (Indexed<U256> tokenId, Indexed<Address> owner, U256 amount));
  EVENT(OracleSet, (Indexed<Address> operator_, Bool active));

  PUBLIC_IMMUTABLE(snap, Address);
  PUBLIC_IMMUTABLE(treasury, Address);
  FIELD(snaps, stdlib::finance::Pool);
  FIELD(oracles, stdlib::finance::Pool);
  FIELD(tokens, Map<U256, Token>);
  FIELD(operators, Map<Address, Operator>);
  FIELD(unrecorded, Map<Address, U256>);

  CTOR((Address governance, Address snap, Address treasury, Address ledger)) {
    init_governance(governance);
    require_address(snap);
    require_address(treasury);
    require_address(ledger);
    this->snap = snap;
    this->treasury = treasury;
    this->ledger = reinterpret<IContributionLedger>(ledger);
  }

  RECEIVE(nonreentrant) { distribute(); }
  FN(void, depositFees, (), payable, nonreentrant) { distribute(); }

  FN(Outputs<Split>, previewSplit, (U256 fee), pure_) {
    Split parts = split(fee);
    return parts;
  }

  FN(void, setOracle, (Address operator_, Bool active)) {
    only_governance();
    require_address(operator_);
    auto& pool = oracles;
    auto member = operators[operator_];
    If (member.active == active) {
      Return();
    }
    If (active) {
      require(pool.weight < max_oracles, TooManyOracles());
      pool.weight += 1;
      member.debt = pool.accumulated;
    }
    Else {
      settle_account(operator_);
      stdlib::finance::leave(pool, member.debt);
    }
    member.active = active;
    emit(OracleSet(operator_, active));
  }

  /// What a token has earned and nobody has settled; 0 for tokens that do not exist.
  FN(U256, pendingOf, (U256 tokenId), view) {
    auto token = tokens[tokenId];
    If (token.owner == zero_address) {
      Return(0);
    }
    return stdlib::finance::whole_share(snaps, token.debt);
  }

  /// Moves a token's pending money to its owner's claimable; anyone may.
  FN(void, settle, (U256 tokenId), nonreentrant) {
    Address owner = tokens[tokenId].owner;
    require(owner != zero_address, ERC721NonexistentToken(tokenId));
    U256 amount = settle_token(tokenId, owner);
    record_for(owner, amount);
  }

  /// Settles tokens of the caller, then claims.
  FN(U256, claimTokens, (Array<U256> tokenIds), nonreentrant) {
    U256 sum = 0;
    For (U256 i = 0, i < tokenIds.length(), i += 1) {
      U256 tokenId = tokenIds[i];
      Address owner = tokens[tokenId].owner;
      require(owner != zero_address, ERC721NonexistentToken(tokenId));
      require(owner == msg.sender, NotTokenOwner(tokenId, msg.sender));
      sum += settle_token(tokenId, owner);
    }
    record_for(msg.sender, sum);
    return pay_out(msg.sender);
  }

  /// SNAP tells of each mint (from 0), transfer and burn (to 0): what came before is the former
  /// owner's.
  FN(void, onSnapTransfer, (Address from, Address to, U256 tokenId), nonreentrant) {
    require(msg.sender == snap, NotSnap(msg.sender));
    auto& pool = snaps;
    auto token = tokens[tokenId];
    U256 amount = 0;
    If (from == zero_address) {
      pool.weight += 1;
      token.debt = pool.accumulated;
    }
    Else {
      amount = settle_token(tokenId, from);
    }
    If (to == zero_address) {
      stdlib::finance::leave(pool, token.debt);
      token.debt = 0;
    }
    token.owner = to;
    record_for(from, amount);
  }

  DEF(Split, split, (U256 fee)) {
    U256 snap_share = stdlib::math::share_of(fee, snap_bps);
    U256 oracle_share = stdlib::math::share_of(fee, oracle_bps);
    // cannot underflow: the two shares are at most 80 % of the fee.
    U256 rest = wrapping(fee - snap_share - oracle_share);
    return Split{snap_share, rest, oracle_share};
  }

  DEF(void, distribute, ()) {
    when_not_paused();
    U256 fee = msg.value;
    Split parts = split(fee);
    owed += fee;
    share_class(snaps, parts.snap, parts.treasury, Class::snap);
    share_class(oracles, parts.oracle, parts.treasury, Class::oracle);
    emit(FeesDistributed(fee, parts.snap, parts.treasury, parts.oracle));
    push_or_credit(treasury, parts.treasury);
  }

  /// Shares a class's part among its members, or hands it to the treasury if there are none.
  void share_class(Place<stdlib::finance::Pool>& pool, U256& part, U256& treasury_part,
                   Class which) {
    If (part != 0) {
      If (pool.weight != 0) {
        stdlib::finance::share_out(pool, part);
      }
      Else {
        emit(ShareRedirected(static_cast<unsigned>(which), part));
        treasury_part += part;
        part = 0;
      }
    }
  }

  DEF(U256, settle_token, (U256 tokenId, Address owner)) {
    auto token = tokens[tokenId];
    U256 amount = stdlib::finance::whole_share(snaps, token.debt);
    If (amount != 0) {
      token.debt += amount << stdlib::finance::fraction_bits;
      credits[owner] += amount;
      emit(Settled(tokenId, owner, amount));
    }
    return amount;
  }

  OVERRIDE(U256, accrued, (Address who)) {
    auto member = operators[who];
    If (!member.active) {
      Return(0);
    }
    return stdlib::finance::whole_share(oracles, member.debt);
  }

  OVERRIDE(void, settle_account, (Address who)) {
    U256 amount = accrued(who);
    If (amount != 0) {
      operators[who].debt += amount << stdlib::finance::fraction_bits;
      credits[who] += amount;
    }
  }

  /// Records settled wei in whole micro-SALT; the rest waits for the next time.
  DEF(void, record_for, (Address owner, U256 amount)) {
    If (amount == 0) {
      Return();
    }
    U256 wei = unrecorded[owner] + amount;
    unrecorded[owner] = wei % wei_per_record;
    record(bridge_kind, owner, wei / wei_per_record);
  }
};

}  // namespace contracts
