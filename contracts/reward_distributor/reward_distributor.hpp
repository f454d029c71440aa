// RewardDistributor: half of all SALT, paid to block producers over ten years.
#pragma once

#include "contracts/contribution_ledger/recording.hpp"
#include "stdlib/access/governed.hpp"
#include "stdlib/finance/pull_payments.hpp"
#include "stdlib/governance/decaying_tally.hpp"

namespace contracts {

using namespace mozi::dsl;

/// The block processor reports each block; the n-th report credits the n-th of totalBlocks equal
/// parts of the pool, as whole wei that sum to the pool exactly. Reports after the last part count
/// blocks and blue score only. Block producers claim; anyone may top the pool up, and anyone may
/// send the treasury what it holds too much.
struct RewardDistributor : virtual stdlib::access::Governed,
                           stdlib::finance::PullPayments,
                           stdlib::governance::DecayingTally,
                           Recording {
  static constexpr unsigned validation_kind = 0;
  static constexpr auto system_caller = "0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE"_address;

  /// One slot, so that a block costs one write here. `claimable` is at most the pool, below 2^89.
  struct Producer {
    U96 claimable;
    U64 blocks;
    U96 blue_score;
  };
  /// One slot. `paid` is what claims have taken.
  struct Progress {
    U64 blocks;
    U96 paid;
  };

  ERROR(NotSystem, (Address caller));
  ERROR(PoolUnderfunded, (U256 needed, U256 held));
  ERROR(BadTotalBlocks, ());
  EVENT(BlockRewarded,
        (Indexed<Address> producer, Indexed<U64> n, U256 reward, U64 blueScoreDelta));
  EVENT(Funded, (Indexed<Address> from, U256 amount));

  CONSTANT(POOL, U256, 500'000'000_ether);
  PUBLIC_IMMUTABLE(treasury, Address);
  PUBLIC_IMMUTABLE(totalBlocks, U64);
  FIELD(progress, Progress);
  FIELD(producers, Map<Address, Producer>);

  CTOR((Address governance, Address ledger, Address treasury, U64 totalBlocks,
        U64 governanceEpochLength)) {
    init_governance(governance);
    require_address(ledger);
    require_address(treasury);
    require(totalBlocks != 0, BadTotalBlocks());
    this->ledger = reinterpret<IContributionLedger>(ledger);
    this->treasury = treasury;
    this->totalBlocks = totalBlocks;
    init_tally(governanceEpochLength);
  }

  RECEIVE() { emit(Funded(msg.sender, msg.value)); }
  FN(void, fund, (), payable) { emit(Funded(msg.sender, msg.value)); }

  /// By the block processor, once per block. Without a producer, the treasury has the reward.
  FN(void, onBlock, (Address producer, U64 blueScoreDelta), nonreentrant) {
    require(msg.sender == system_caller, NotSystem(msg.sender));
    U64 n = progress.blocks + 1;
    U256 before = minted_by(progress.blocks);
    U256 reward = minted_by(n) - before;
    // cannot underflow: a claim takes what is owed, and a reward is credited only if it is held.
    U256 held = wrapping(this_balance() - (before - progress.paid));
    require(held >= reward, PoolUnderfunded(reward, held));
    progress.blocks = n;
    If (producer == zero_address) {
      producers[treasury].claimable += truncate<U96>(reward);
      emit(BlockRewarded(producer, n, reward, blueScoreDelta));
    }
    Else {
      auto account = producers[producer];
      account.claimable += truncate<U96>(reward);
      account.blocks += 1;
      account.blue_score += blueScoreDelta;
      tally(producer, blueScoreDelta);
      emit(BlockRewarded(producer, n, reward, blueScoreDelta));
      record(validation_kind, producer, 1);
    }
  }

  /// The reward of the n-th block, counted from 1; 0 outside of the ten years.
  FN(U256, rewardAt, (U64 n), view) {
    If (n == 0) {
      Return(0);
    }
    return minted_by(n) - minted_by(wrapping(n - 1));
  }

  FN(U64, blocksRewarded, (), view) { return progress.blocks; }
  /// What has been credited so far: the pool, once all blocks are rewarded.
  FN(U256, minted, (), view) { return minted_by(progress.blocks); }
  FN(U64, blocksProduced, (Address producer), view) { return producers[producer].blocks; }
  FN(U256, blueScore, (Address producer), view) { return producers[producer].blue_score; }
  FN(U256, totalOwed, (), view, override_) { return credited_and_unclaimed(); }

  /// Sends the treasury what neither producers nor later blocks will need.
  FN(void, sweepExcess, (), nonreentrant) {
    U256 needed = credited_and_unclaimed() + (POOL - minted_by(progress.blocks));
    require(this_balance() > needed, NothingToClaim());
    U256 excess = this_balance() - needed;
    require(send_value(treasury, excess), TransferFailed(treasury, excess));
  }

  DEF(U256, minted_by, (U64 blocks)) {
    U256 counted = blocks;
    If (blocks > totalBlocks) {
      counted = totalBlocks;
    }
    // cannot overflow: the pool is below 2^89.
    return wrapping(U256(POOL) * counted) / totalBlocks;
  }

  DEF(U256, credited_and_unclaimed, ()) { return minted_by(progress.blocks) - progress.paid; }

  OVERRIDE(U256, accrued, (Address who)) { return producers[who].claimable; }

  OVERRIDE(U256, take_credit, (Address who)) {
    U256 amount = producers[who].claimable;
    require(amount != 0, NothingToClaim());
    producers[who].claimable = 0;
    progress.paid += truncate<U96>(amount);
    return amount;
  }
};

}  // namespace contracts
