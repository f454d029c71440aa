// Proposals that are voted on and executed; behaviour, events and errors as OpenZeppelin
// Contracts 5.
#pragma once

#include "stdlib/calls/calls.hpp"
#include "stdlib/crypto/eip712.hpp"
#include "stdlib/crypto/nonces.hpp"
#include "stdlib/crypto/signature_checker.hpp"
#include "stdlib/introspection/erc165.hpp"
#include "stdlib/math/safe_cast.hpp"

namespace stdlib::governance {

using namespace mozi::dsl;

/// The core, which every part of a governor inherits as virtual. It leaves open who has how many
/// votes, when a vote is won, how long it takes and who executes: the VIRTUAL functions below,
/// filled in by governor_parts.hpp, governor_timelock.hpp or by the contract. The contract names
/// its signing domain, whose name and version are the governor's.
struct Governor : virtual calls::Calls,
                  virtual crypto::SignatureChecker,
                  virtual crypto::Nonces,
                  virtual crypto::Eip712,
                  virtual introspection::Erc165,
                  virtual math::SafeCast {
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

  ERROR(GovernorInvalidProposalLength, (U256 targets, U256 calldatas, U256 values));
  ERROR(GovernorOnlyExecutor, (Address account));
  ERROR(GovernorNonexistentProposal, (U256 proposalId));
  ERROR(GovernorUnexpectedProposalState, (U256 proposalId, State current, Bytes32 expectedStates));
  ERROR(GovernorInsufficientProposerVotes, (Address proposer, U256 votes, U256 threshold));
  ERROR(GovernorRestrictedProposer, (Address proposer));
  ERROR(GovernorProposalQueueingNotRequired, (U256 proposalId));
  ERROR(GovernorProposalQueueingFailed, (U256 proposalId));
  ERROR(GovernorInvalidSignature, (Address voter));
  ERROR(GovernorUnableToCancel, (U256 proposalId, Address account));
  EVENT(ProposalCreated, (U256 proposalId, Address proposer, Array<Address> targets,
                          Array<U256> values, Array<String> signatures, Array<Bytes> calldatas,
                          U256 voteStart, U256 voteEnd, String description));
  EVENT(ProposalQueued, (U256 proposalId, U256 etaSeconds));
  EVENT(ProposalExecuted, (U256 proposalId));
  EVENT(ProposalCanceled, (U256 proposalId));
  EVENT(VoteCast,
        (Indexed<Address> voter, U256 proposalId, U8 support, U256 weight, String reason));
  EVENT(VoteCastWithParams, (Indexed<Address> voter, U256 proposalId, U8 support, U256 weight,
                             String reason, Bytes params));

  const introspection::Supports supports_governor{*this, "cdbdfcee"_hex};
  const introspection::Supports supports_old_governor{*this, "65455a86"_hex};
  CONSTANT(BALLOT_TYPEHASH, Bytes32,
           keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"));
  CONSTANT(EXTENDED_BALLOT_TYPEHASH, Bytes32,
           keccak256("ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 "
                     "nonce,string reason,bytes params)"));
  FIELD(proposals, Map<U256, Proposal>);

  // ---- What differs from governor to governor.

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

  // ---- Views.

  FN(String, name, (), view) { return String(domain_name); }
  FN(String, version, (), view) { return String(domain_version); }
  FN(U48, clock, (), view) { return governor_clock(); }
  FN(String, CLOCK_MODE, (), view) { return "mode=blocknumber&from=default"; }
  FN(U256, hashProposal,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, Bytes32 descriptionHash),
     view) {
    return id_of(targets, values, calldatas, descriptionHash);
  }
  FN(U256, getProposalId,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, Bytes32 descriptionHash),
     view) {
    return id_of(targets, values, calldatas, descriptionHash);
  }
  FN(State, state, (U256 proposalId), view) { return proposal_state(proposalId); }
  FN(U256, proposalThreshold, (), view) { return threshold(); }
  FN(U256, proposalSnapshot, (U256 proposalId), view) { return proposals[proposalId].voteStart; }
  FN(U256, proposalDeadline, (U256 proposalId), view) { return deadline_of(proposalId); }
  FN(Address, proposalProposer, (U256 proposalId), view) { return proposals[proposalId].proposer; }
  FN(U256, proposalEta, (U256 proposalId), view) { return proposals[proposalId].etaSeconds; }
  FN(Bool, proposalNeedsQueuing, (U256 proposalId), view) { return needs_queuing(proposalId); }
  FN(U256, getVotes, (Address account, U256 timepoint), view) {
    return votes_at(account, timepoint, "");
  }
  FN(U256, getVotesWithParams, (Address account, U256 timepoint, Bytes params), view) {
    return votes_at(account, timepoint, params);
  }

  // ---- A proposal's life.

  /// By anyone with the votes for it; a description that ends in #proposer=0x... only by that
  /// account. Emits ProposalCreated.
  FN(U256, propose,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, String description)) {
    require(may_propose(msg.sender, description), GovernorRestrictedProposer(msg.sender));
    U256 needed = threshold();
    If (needed != 0) {
      U256 votes = votes_at(msg.sender, governor_clock() - 1, "");
      require(votes >= needed, GovernorInsufficientProposerVotes(msg.sender, votes, needed));
    }
    U256 id = id_of(targets, values, calldatas, keccak256(reinterpret<Bytes>(description)));
    require(targets.length() == values.length() && targets.length() == calldatas.length() &&
                targets.length() != 0,
            GovernorInvalidProposalLength(targets.length(), calldatas.length(), values.length()));
    auto proposal = proposals[id];
    require(proposal.voteStart == 0,
            GovernorUnexpectedProposalState(id, proposal_state(id), Bytes32()));
    before_propose(id, msg.sender, targets, values, calldatas);
    U256 snapshot = governor_clock() + delay_of(id);
    U256 duration = period_of(id);
    proposal.proposer = msg.sender;
    proposal.voteStart = safe_cast<U48>(snapshot);
    proposal.voteDuration = safe_cast<U32>(duration);
    emit(ProposalCreated(id, msg.sender, targets, values, new_array<String>(targets.length()),
                         calldatas, snapshot, snapshot + duration, description));
    return id;
  }

  /// By anyone, once a proposal that needs it has succeeded. Emits ProposalQueued.
  FN(U256, queue,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
      Bytes32 descriptionHash)) {
    U256 id = id_of(targets, values, calldatas, descriptionHash);
    require_state(id, only(ProposalState::succeeded));
    require(needs_queuing(id), GovernorProposalQueueingNotRequired(id));
    U48 eta = queue_operations(id, targets, values, calldatas, descriptionHash);
    require(eta != 0, GovernorProposalQueueingFailed(id));
    proposals[id].etaSeconds = eta;
    emit(ProposalQueued(id, eta));
    return id;
  }

  /// By anyone, once a proposal has succeeded, or is queued if it needs that. Emits
  /// ProposalExecuted; fails as the first call of the proposal that fails.
  FN(U256, execute,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, Bytes32 descriptionHash),
     payable) {
    U256 id = id_of(targets, values, calldatas, descriptionHash);
    U256 ready = only(ProposalState::succeeded);
    If (needs_queuing(id)) {
      ready = only(ProposalState::queued);
    }
    require_state(id, ready);
    proposals[id].executed = true;
    execute_operations(id, targets, values, calldatas, descriptionHash);
    emit(ProposalExecuted(id));
    return id;
  }

  /// By the proposer, before the vote begins. Emits ProposalCanceled.
  FN(U256, cancel,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
      Bytes32 descriptionHash)) {
    U256 id = id_of(targets, values, calldatas, descriptionHash);
    require(proposal_state(id) == ProposalState::pending && msg.sender == proposals[id].proposer,
            GovernorUnableToCancel(id, msg.sender));
    proposals[id].canceled = true;
    emit(ProposalCanceled(id));
    cancel_operations(id);
    return id;
  }

  // ---- Ballots: 0 against, 1 for, 2 abstain. Each emits VoteCast.

  FN(U256, castVote, (U256 proposalId, U8 support)) {
    return cast_vote(proposalId, msg.sender, support, "", "");
  }
  FN(U256, castVoteWithReason, (U256 proposalId, U8 support, String reason)) {
    return cast_vote(proposalId, msg.sender, support, reason, "");
  }
  FN(U256, castVoteWithReasonAndParams,
     (U256 proposalId, U8 support, String reason, Bytes params)) {
    return cast_vote(proposalId, msg.sender, support, reason, params);
  }
  FN(U256, castVoteBySig, (U256 proposalId, U8 support, Address voter, Bytes signature)) {
    Bytes32 ballot =
        keccak256(abi_encode(BALLOT_TYPEHASH, proposalId, support, voter, use_nonce(voter)));
    require(has_signed(voter, typed_data_hash(ballot), signature), GovernorInvalidSignature(voter));
    return cast_vote(proposalId, voter, support, "", "");
  }
  FN(U256, castVoteWithReasonAndParamsBySig,
     (U256 proposalId, U8 support, Address voter, String reason, Bytes params, Bytes signature)) {
    Bytes32 ballot =
        keccak256(abi_encode(EXTENDED_BALLOT_TYPEHASH, proposalId, support, voter, use_nonce(voter),
                             keccak256(reinterpret<Bytes>(reason)), keccak256(params)));
    require(has_signed(voter, typed_data_hash(ballot), signature), GovernorInvalidSignature(voter));
    return cast_vote(proposalId, voter, support, reason, params);
  }

  DEF(U256, cast_vote, (U256 proposalId, Address voter, U8 support, String reason, Bytes params)) {
    require_state(proposalId, only(ProposalState::active));
    U256 weight = votes_at(voter, proposals[proposalId].voteStart, params);
    U256 counted = count_vote(proposalId, voter, support, weight, params);
    If (params.length() == 0) {
      emit(VoteCast(voter, proposalId, support, counted, reason));
    }
    Else {
      emit(VoteCastWithParams(voter, proposalId, support, counted, reason, params));
    }
    after_vote(proposalId, voter, support, counted);
    return counted;
  }

  MODIFIER(only_governance, ()) { check_governance(); }

  DEF(U256, id_of,
      (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
       Bytes32 descriptionHash)) {
    return reinterpret<U256>(keccak256(abi_encode(targets, values, calldatas, descriptionHash)));
  }

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

  /// A set of states as bits.
  static constexpr unsigned only(ProposalState state) { return 1u << static_cast<unsigned>(state); }

  DEF(void, require_state, (U256 proposalId, U256 allowed)) {
    State current = proposal_state(proposalId);
    require((allowed >> reinterpret<U8>(current) & 1) != 0,
            GovernorUnexpectedProposalState(proposalId, current, reinterpret<Bytes32>(allowed)));
  }

  /// A description that ends in "#proposer=0x" and 40 hexadecimal digits is that account's alone.
  DEF(Bool, may_propose, (Address proposer, String description)) {
    Bytes text = reinterpret<Bytes>(description);
    U256 length = text.length();
    If (length < 52) {
      Return(true);
    }
    U256 digits = wrapping(length - 40);
    If (keccak256(text.slice(wrapping(digits - 12), digits)) != keccak256("#proposer=0x")) {
      Return(true);
    }
    U256 named = 0;
    For (U256 i = digits, i < length, i += 1) {
      U256 digit = reinterpret<U8>(text[i]);
      If (digit > 47 && digit < 58) {
        digit = wrapping(digit - 48);
      }
      ElseIf (digit > 96 && digit < 103) {
        digit = wrapping(digit - 87);
      }
      ElseIf (digit > 64 && digit < 71) {
        digit = wrapping(digit - 55);
      }
      Else {
        Return(true);
      }
      named = named << 4 | digit;
    }
    return named == reinterpret<U160>(proposer);
  }

 private:
  template <class... T>
  static void unused(const T&...) {}
};

}  // namespace stdlib::governance
