// What differs from governor to governor: who has how many votes, when a vote is won, who executes.
#pragma once

#include "stdlib/calls/calls.hpp"
#include "stdlib/math/safe_cast.hpp"

namespace stdlib::governance {

using namespace mozi::dsl;

/// The stored proposals, and the questions about them that a governor's parts answer. Each question
/// is a VIRTUAL function with the answer that asks for nothing.
struct GovernorQuestions : virtual calls::Calls, virtual math::SafeCast {
  enum class ProposalState : uint8_t {
    pending,
    active,
    canceled,
    defeated,
    succeeded,
    queued,
    expired,
    executed,
  };
  struct Proposal {
    Address proposer;
    U48 voteStart;
    U32 voteDuration;
    Bool executed;
    Bool canceled;
    U48 etaSeconds;
  };
  using State = Enum<ProposalState>;

  ERROR(GovernorOnlyExecutor, (Address account));
  ERROR(GovernorNonexistentProposal, (U256 proposalId));

  FIELD(proposals, Map<U256, Proposal>);

  /// The time that proposals count in.
  VIRTUAL(U48, governor_clock, ()) { return safe_cast<U48>(block.number); }
  /// An account's votes as of an earlier time.
  VIRTUAL(U256, votes_at, (Address account, U256 timepoint, Bytes params)) {
    unused(account, timepoint, params);
    return 0;
  }
  /// From proposal to snapshot, and from there to the end of the vote.
  VIRTUAL(U256, delay_of, (U256 proposalId)) {
    unused(proposalId);
    return 0;
  }
  VIRTUAL(U256, period_of, (U256 proposalId)) {
    unused(proposalId);
    return 0;
  }
  /// The votes that a proposer must have.
  VIRTUAL(U256, threshold, ()) { return 0; }
  VIRTUAL(Bool, quorum_reached, (U256 proposalId)) {
    unused(proposalId);
    return false;
  }
  VIRTUAL(Bool, vote_succeeded, (U256 proposalId)) {
    unused(proposalId);
    return false;
  }
  /// Counts a ballot; returns the weight that counted.
  VIRTUAL(U256, count_vote,
          (U256 proposalId, Address voter, U8 support, U256 weight, Bytes params)) {
    unused(proposalId, voter, support, weight, params);
    return 0;
  }
  /// Whether a proposal waits in a queue between success and execution.
  VIRTUAL(Bool, needs_queuing, (U256 proposalId)) {
    unused(proposalId);
    return false;
  }
  /// Queues the operations; returns when they may be executed, 0 if that failed.
  VIRTUAL(U48, queue_operations,
          (U256 proposalId, Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
           Bytes32 descriptionHash)) {
    unused(proposalId, targets, values, calldatas, descriptionHash);
    return 0;
  }
  VIRTUAL(void, execute_operations,
          (U256 proposalId, Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
           Bytes32 descriptionHash)) {
    unused(proposalId, descriptionHash);
    For (U256 i = 0, i < targets.length(), i += 1) {
      call_or_revert(targets[i], values[i], calldatas[i]);
    }
  }
  /// Runs when a proposal is cancelled.
  VIRTUAL(void, cancel_operations, (U256 proposalId)) { unused(proposalId); }
  /// Who carries out what was decided.
  VIRTUAL(Address, executor, ()) { return this_address(); }
  /// Fails unless governance itself calls.
  VIRTUAL(void, check_governance, ()) {
    require(msg.sender == executor(), GovernorOnlyExecutor(msg.sender));
  }
  /// Runs after a proposal is checked and before it is stored: its class can be fixed here.
  VIRTUAL(void, before_propose,
          (U256 proposalId, Address proposer, Array<Address> targets, Array<U256> values,
           Array<Bytes> calldatas)) {
    unused(proposalId, proposer, targets, values, calldatas);
  }
  /// Runs after a ballot is counted.
  VIRTUAL(void, after_vote, (U256 proposalId, Address voter, U8 support, U256 weight)) {
    unused(proposalId, voter, support, weight);
  }
  VIRTUAL(State, proposal_state, (U256 proposalId)) { return basic_state(proposalId); }

  /// The state that follows from the clock and the votes.
  DEF(State, basic_state, (U256 proposalId)) {
    auto proposal = proposals[proposalId];
    If (proposal.executed) {
      Return(ProposalState::executed);
    }
    If (proposal.canceled) {
      Return(ProposalState::canceled);
    }
    U48 start = proposal.voteStart;
    require(start != 0, GovernorNonexistentProposal(proposalId));
    U48 now = governor_clock();
    If (start >= now) {
      Return(ProposalState::pending);
    }
    If (deadline_of(proposalId) >= now) {
      Return(ProposalState::active);
    }
    If (!quorum_reached(proposalId) || !vote_succeeded(proposalId)) {
      Return(ProposalState::defeated);
    }
    State state = ProposalState::succeeded;
    If (proposal.etaSeconds != 0) {
      state = ProposalState::queued;
    }
    return state;
  }

  DEF(U48, deadline_of, (U256 proposalId)) {
    auto proposal = proposals[proposalId];
    return proposal.voteStart + proposal.voteDuration;
  }

 private:
  template <class... T>
  static void unused(const T&...) {}
};

}  // namespace stdlib::governance
