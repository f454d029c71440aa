// The bonus for voting: a pool per epoch, shared by what voters added to participation.
#pragma once

#include "contracts/governor_vault/voting_weight.hpp"

namespace contracts {

using namespace mozi::dsl;

/// What comes in during an epoch is claimable once the epoch is over. What nobody claims within 26
/// epochs, or can claim at all, moves on to the current one.
struct VotingBonus : VotingWeight {
  static constexpr unsigned epochs_to_claim = 26;

  struct Bonus {
    U128 pool;
    U128 paid;
  };

  ERROR(EpochNotOver, (U64 epoch));
  ERROR(AlreadyClaimed, (Address who, U64 epoch));
  ERROR(NothingToClaim, ());
  ERROR(TransferFailed, (Address to, U256 amount));
  ERROR(ReentrancyGuardReentrantCall, (), on_reentrancy);
  EVENT(BonusFunded, (Indexed<U64> epoch, Indexed<Address> from, U256 amount));
  EVENT(BonusClaimed, (Indexed<U64> epoch, Indexed<Address> who, U256 amount));
  EVENT(BonusRolled, (Indexed<U64> epoch, U256 amount));

  FIELD(bonuses, Map<U64, Bonus>);
  FIELD(claimed_bonuses, Map<U64, Map<Address, Bool>>);
  PUBLIC(totalOwed, U256);

  /// Adds to the pool of the current epoch.
  FN(void, fundBonus, (), payable) {
    U64 now = tally_epoch();
    bonuses[now].pool += checked_cast<U128>(msg.value);
    totalOwed += msg.value;
    emit(BonusFunded(now, msg.sender, msg.value));
  }

  /// What an epoch's pool holds, paid or not; 0 once its rest has moved on.
  FN(U256, bonusPool, (U64 epoch), view) { return bonuses[epoch].pool; }

  /// Pays the caller's part of an epoch that is over.
  FN(U256, claimBonus, (U64 epoch), nonreentrant) {
    require(epoch < tally_epoch(), EpochNotOver(epoch));
    require(!claimed_bonuses[epoch][msg.sender], AlreadyClaimed(msg.sender, epoch));
    U256 added = participations[epoch][msg.sender];
    require(added != 0, NothingToClaim());
    U256 amount = mul_div(bonuses[epoch].pool, added, voting_epochs[epoch].participation);
    require(amount != 0, NothingToClaim());
    claimed_bonuses[epoch][msg.sender] = true;
    bonuses[epoch].paid += truncate<U128>(amount);
    totalOwed -= amount;
    emit(BonusClaimed(epoch, msg.sender, amount));
    require(send_value(msg.sender, amount), TransferFailed(msg.sender, amount));
    return amount;
  }

  /// Moves what is left of an old pool to the current one. Anyone may.
  FN(void, rollBonus, (U64 epoch)) {
    U64 now = tally_epoch();
    require(epoch < now &&
                (U256(epoch) + epochs_to_claim < now || voting_epochs[epoch].participation == 0),
            EpochNotOver(epoch));
    auto bonus = bonuses[epoch];
    U128 rest = bonus.pool - bonus.paid;
    require(rest != 0, NothingToClaim());
    bonus.pool = 0;
    bonus.paid = 0;
    bonuses[now].pool += rest;
    emit(BonusRolled(epoch, rest));
  }
};

}  // namespace contracts
