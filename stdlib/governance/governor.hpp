// Proposals that are voted on and executed; behaviour, events and errors as OpenZeppelin
// Contracts 5.
#pragma once

#include "stdlib/crypto/eip712.hpp"
#include "stdlib/crypto/nonces.hpp"
#include "stdlib/crypto/signature_checker.hpp"
#include "stdlib/governance/governor_questions.hpp"
#include "stdlib/governance/proposer_suffix.hpp"
#include "stdlib/introspection/erc165.hpp"

namespace stdlib::governance {

using namespace mozi::dsl;

/// The core, which every part of a governor inherits as virtual: the life of proposals, and
/// ballots. What it leaves open stands in governor_questions.hpp and is filled in by
/// governor_parts.hpp, governor_timelock.hpp or by the contract. The contract names its signing
/// domain, whose name and version are the governor's.
struct Governor : virtual GovernorQuestions,
                  ProposerSuffix,
                  virtual crypto::SignatureChecker,
                  virtual crypto::Nonces,
                  virtual crypto::Eip712,
                  virtual introspection::Erc165 {
  ERROR(GovernorInvalidProposalLength, (U256 targets, U256 calldatas, U256 values));
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

  /// A set of states as bits.
  static constexpr unsigned only(ProposalState state) { return 1u << static_cast<unsigned>(state); }

  DEF(void, require_state, (U256 proposalId, U256 allowed)) {
    State current = proposal_state(proposalId);
    require((allowed >> reinterpret<U8>(current) & 1) != 0,
            GovernorUnexpectedProposalState(proposalId, current, reinterpret<Bytes32>(allowed)));
  }
};

}  // namespace stdlib::governance
