// Voting weight: what an account has done for the network, of late, as parts of the whole.
#pragma once

#include "contracts/contribution_ledger/recording.hpp"
#include "stdlib/governance/decaying_tally.hpp"
#include "stdlib/math/mul_div.hpp"

namespace contracts {

using namespace mozi::dsl;

struct TallyParts {
  U256 own, total;
};
INTERFACE(IDecayingTally) {
  EXTERN(Outputs<TallyParts>, tallyAt, (Address who, U64 epoch), view);
};

/// Three factors of equal weight: B, blue score; A, royalties of adapters; P, participation in
/// votes. All are read as of the last epoch that was complete at the time asked for, so that
/// nothing done afterwards changes a weight. The mixin's own tally is P.
struct VotingWeight : stdlib::governance::DecayingTally, stdlib::math::MulDiv, Recording {
  static constexpr unsigned governance_kind = 6;
  static constexpr unsigned longest_streak = 52;
  static constexpr auto whole = 1'000'000'000'000'000'000_u256;
  // P's normaliser: what all could have added. No account's series, and not the sum's.
  static constexpr auto potential_series = number(1) << 255;

  /// An account's part of what there is, and all of it, in 1e-18.
  struct Standing {
    U256 weight, total, blue;
  };
  struct Factor {
    U256 own, all;  // all: 1e18, or 0 if the factor is empty
  };
  /// An epoch of votes. `ordinal` numbers the epochs in which a proposal can be voted on, from 1.
  struct VotingEpoch {
    U64 ordinal;
    Bool has_ballots;
    U128 participation;  // added by all, unweighted
  };
  struct Voter {
    U64 voted_before;  // the epoch after the last one with a ballot; 0: never voted
    U64 ordinal;       // of that epoch
    U64 streak;
  };

  PUBLIC_IMMUTABLE(rewardDistributor, IDecayingTally);
  PUBLIC_IMMUTABLE(loraFactory, IDecayingTally);
  PUBLIC_IMMUTABLE(minAdoption, U256);
  FIELD(active_epochs, U64);
  FIELD(voting_epochs, Map<U64, VotingEpoch>);
  FIELD(voters, Map<Address, Voter>);
  FIELD(participations, Map<U64, Map<Address, U256>>);

  /// Opens the epochs from `first` to `last` for voting.
  DEF(void, open_epochs, (U256 first, U256 last)) {
    For (U256 epoch = first, epoch <= last, epoch += 1) {
      auto voting_epoch = voting_epochs[truncate<U64>(epoch)];
      If (voting_epoch.ordinal == 0) {
        active_epochs += 1;
        voting_epoch.ordinal = active_epochs;
      }
    }
  }

  DEF(Standing, standing_at, (Address who, U256 timepoint)) {
    U256 epoch = timepoint / governanceEpochLength;
    U256 weight = 0;
    U256 total = 0;
    U256 blue_share = 0;
    If (epoch != 0) {
      U64 last = truncate<U64>(epoch - 1);
      Factor blue = blue_factor(who, last);
      Factor adoption = adoption_factor(who, last);
      U256 sum = blue.own + adoption.own;
      U256 all = blue.all + adoption.all;
      U256 factors = all / whole;
      U256 potential = series_at(potential_series, last);
      If (potential != 0) {
        factors += 1;
        sum += mul_div(series_at(series_of(who), last), whole, potential);
        all += mul_div(series_at(total_series, last), whole, potential);
      }
      If (factors != 0) {
        weight = sum / factors;
        total = all / factors;
      }
      blue_share = blue.own;
    }
    return Standing{weight, total, blue_share};
  }

  DEF(U256, total_at, (U256 timepoint)) {
    Standing everybody = standing_at(zero_address, timepoint);
    return everybody.total;
  }
  DEF(U256, weight_at, (Address who, U256 timepoint)) {
    Standing standing = standing_at(who, timepoint);
    return standing.weight;
  }

  DEF(Factor, blue_factor, (Address who, U64 epoch)) {
    TallyParts parts = rewardDistributor.tallyAt(who, epoch);
    return factor(parts.own, parts.total, 1);
  }
  DEF(Factor, adoption_factor, (Address who, U64 epoch)) {
    TallyParts parts = loraFactory.tallyAt(who, epoch);
    return factor(parts.own, parts.total, minAdoption * whole);
  }
  /// Empty below `least`, which keeps a factor that hardly exists from deciding.
  DEF(Factor, factor, (U256 own, U256 total, U256 least)) {
    If (total == 0 || total < least) {
      Return(Factor{0, 0});
    }
    return Factor{mul_div(own, whole, total), whole};
  }

  /// A ballot with weight: the first in an epoch adds to P, by how many active epochs in a row
  /// have one and by how much the voter contributes.
  DEF(void, participate, (Address who)) {
    U64 now = tally_epoch();
    auto voter = voters[who];
    If (voter.voted_before == now + 1) {
      Return();
    }
    U64 ordinal = voting_epochs[now].ordinal;
    U64 streak = 1;
    If (voter.ordinal != 0 && voter.ordinal + 1 == ordinal) {
      streak = voter.streak + 1;
    }
    voter.voted_before = now + 1;
    voter.ordinal = ordinal;
    voter.streak = streak;

    // A ballot has weight from an earlier epoch only, so this is not the first one.
    Factor blue = blue_factor(who, now - 1);
    Factor adoption = adoption_factor(who, now - 1);
    auto epoch = voting_epochs[now];
    If (!epoch.has_ballots) {
      epoch.has_ballots = true;
      U256 possible = (blue.all + adoption.all) * longest_streak;
      If (possible != 0) {
        add_to_series(potential_series, possible * g(now));
      }
    }
    U256 counted = streak;
    If (counted > longest_streak) {
      counted = longest_streak;
    }
    U256 added = counted * (blue.own + adoption.own);
    tally(who, added);
    voting_epochs[now].participation += truncate<U128>(added);
    participations[now][who] = added;
    record(governance_kind, who, 1);
  }
};

}  // namespace contracts
