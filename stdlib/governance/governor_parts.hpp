// Parts of a governor: settings that it may change, votes of a token, simple counting, a fraction
// as quorum.
#pragma once

#include "stdlib/governance/checkpoints.hpp"
#include "stdlib/governance/governor.hpp"
#include "stdlib/math/mul_div.hpp"

namespace stdlib::governance {

/// Delay, period and threshold, which governance can change; the constructor calls init_settings.
struct GovernorSettings : virtual Governor {
  ERROR(GovernorInvalidVotingPeriod, (U256 votingPeriod));
  EVENT(VotingDelaySet, (U256 oldVotingDelay, U256 newVotingDelay));
  EVENT(VotingPeriodSet, (U256 oldVotingPeriod, U256 newVotingPeriod));
  EVENT(ProposalThresholdSet, (U256 oldProposalThreshold, U256 newProposalThreshold));

  FIELD(proposal_threshold, U256);
  FIELD(voting_delay, U48);
  FIELD(voting_period, U32);

  OVERRIDE(U256, delay_of, (U256)) { return voting_delay; }
  OVERRIDE(U256, period_of, (U256)) { return voting_period; }
  OVERRIDE(U256, threshold, ()) { return proposal_threshold; }

  MODIFIER(init_settings, (U48 delay, U32 period, U256 least)) {
    set_delay(delay);
    set_period(period);
    set_threshold(least);
  }

  FN(U256, votingDelay, (), view) { return voting_delay; }
  FN(U256, votingPeriod, (), view) { return voting_period; }

  /// Each by governance alone; holds for proposals made afterwards.
  FN(void, setVotingDelay, (U48 newVotingDelay)) {
    only_governance();
    set_delay(newVotingDelay);
  }
  FN(void, setVotingPeriod, (U32 newVotingPeriod)) {
    only_governance();
    set_period(newVotingPeriod);
  }
  FN(void, setProposalThreshold, (U256 newProposalThreshold)) {
    only_governance();
    set_threshold(newProposalThreshold);
  }

  DEF(void, set_delay, (U48 next)) {
    emit(VotingDelaySet(voting_delay, next));
    voting_delay = next;
  }
  DEF(void, set_period, (U32 next)) {
    require(next != 0, GovernorInvalidVotingPeriod(0));
    emit(VotingPeriodSet(voting_period, next));
    voting_period = next;
  }
  DEF(void, set_threshold, (U256 next)) {
    emit(ProposalThresholdSet(proposal_threshold, next));
    proposal_threshold = next;
  }
};

/// Against, for and abstain; the quorum counts the last two, success the first two.
struct GovernorCounting : virtual Governor {
  struct ProposalVotes {
    U256 againstVotes, forVotes, abstainVotes;
  };
  struct Tally {
    ProposalVotes votes;
    Map<Address, Bool> has_voted;
  };

  ERROR(GovernorAlreadyCastVote, (Address voter));
  ERROR(GovernorInvalidVoteType, ());

  FIELD(tallies, Map<U256, Tally>);

  /// The votes that a proposal with this snapshot needs.
  VIRTUAL(U256, quorum_at, (U256 timepoint)) {
    static_cast<void>(timepoint);
    return 0;
  }

  FN(String, COUNTING_MODE, (), pure_) { return "support=bravo&quorum=for,abstain"; }
  FN(Bool, hasVoted, (U256 proposalId, Address account), view) {
    return tallies[proposalId].has_voted[account];
  }
  FN(Outputs<ProposalVotes>, proposalVotes, (U256 proposalId), view) {
    auto tally = tallies[proposalId];
    U256 against = tally.votes.againstVotes;
    U256 in_favour = tally.votes.forVotes;
    U256 abstaining = tally.votes.abstainVotes;
    return ProposalVotes{against, in_favour, abstaining};
  }
  FN(U256, quorum, (U256 timepoint), view) { return quorum_at(timepoint); }

  OVERRIDE(Bool, quorum_reached, (U256 proposalId)) {
    auto tally = tallies[proposalId];
    U256 needed = quorum_at(proposals[proposalId].voteStart);
    return needed <= tally.votes.forVotes + tally.votes.abstainVotes;
  }
  OVERRIDE(Bool, vote_succeeded, (U256 proposalId)) {
    auto tally = tallies[proposalId];
    return tally.votes.forVotes > tally.votes.againstVotes;
  }
  OVERRIDE(U256, count_vote, (U256 proposalId, Address voter, U8 support, U256 weight, Bytes)) {
    auto tally = tallies[proposalId];
    require(!tally.has_voted[voter], GovernorAlreadyCastVote(voter));
    tally.has_voted[voter] = true;
    If (support == 0) {
      tally.votes.againstVotes += weight;
    }
    ElseIf (support == 1) {
      tally.votes.forVotes += weight;
    }
    ElseIf (support == 2) {
      tally.votes.abstainVotes += weight;
    }
    Else {
      revert(GovernorInvalidVoteType());
    }
    return weight;
  }
};

INTERFACE(IVotes) {
  EXTERN(U48, clock, (), view);
  EXTERN(String, CLOCK_MODE, (), view);
  EXTERN(U256, getPastVotes, (Address account, U256 timepoint), view);
  EXTERN(U256, getPastTotalSupply, (U256 timepoint), view);
};

/// Votes of a token with votes.hpp or the like, whose clock is the governor's; the constructor sets
/// `token`.
struct GovernorVotes : virtual Governor {
  PUBLIC_IMMUTABLE(token, IVotes);

  OVERRIDE(U48, governor_clock, ()) {
    U48 now = 0;
    Try (U48 time, token.clock()) {
      now = time;
    }
    Catch () {
      now = safe_cast<U48>(block.number);
    }
    return now;
  }
  OVERRIDE(U256, votes_at, (Address account, U256 timepoint, Bytes)) {
    return token.getPastVotes(account, timepoint);
  }
  FN(String, CLOCK_MODE, (), view, override_) {
    String mode = "mode=blocknumber&from=default";
    Try (String answer, token.CLOCK_MODE()) {
      mode = answer;
    }
    Catch () {
    }
    return mode;
  }
};

/// The quorum is a number of hundredths of the token's supply, which governance can change; the
/// constructor calls init_quorum.
struct GovernorQuorumFraction : virtual GovernorVotes,
                                virtual GovernorCounting,
                                virtual math::MulDiv {
  ERROR(GovernorInvalidQuorumFraction, (U256 quorumNumerator, U256 quorumDenominator));
  ERROR(CheckpointUnorderedInsertion, ());
  EVENT(QuorumNumeratorUpdated, (U256 oldQuorumNumerator, U256 newQuorumNumerator));

  CONSTANT(quorumDenominator, U256, 100);
  FIELD(numerators, Trace);

  MODIFIER(init_quorum, (U256 numerator)) { set_numerator(numerator); }

  FN(U256, quorumNumerator, (), view) { return latest(numerators); }
  FN(U256, quorumNumerator, (U256 timepoint), view) { return numerator_at(timepoint); }

  /// By governance alone.
  FN(void, updateQuorumNumerator, (U256 newQuorumNumerator)) {
    only_governance();
    set_numerator(newQuorumNumerator);
  }

  OVERRIDE(U256, quorum_at, (U256 timepoint)) {
    return mul_div(token.getPastTotalSupply(timepoint), numerator_at(timepoint), 100);
  }

  DEF(U256, numerator_at, (U256 timepoint)) {
    U256 count = numerators.points.length();
    If (count != 0 && numerators.points[count - 1].key <= timepoint) {
      Return(numerators.points[count - 1].value);
    }
    return value_at(numerators, safe_cast<U48>(timepoint));
  }

  DEF(void, set_numerator, (U256 next)) {
    require(next <= 100, GovernorInvalidQuorumFraction(next, 100));
    U208 before = latest(numerators);
    set_from(numerators, governor_clock(), truncate<U208>(next), CheckpointUnorderedInsertion);
    emit(QuorumNumeratorUpdated(before, next));
  }
};

}  // namespace stdlib::governance
