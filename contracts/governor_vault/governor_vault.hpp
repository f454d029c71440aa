// GovernorVault: proposals and ballots by contribution, outwardly an OpenZeppelin 5 Governor.
#pragma once

#include "contracts/governor_vault/ballots.hpp"
#include "contracts/governor_vault/governor_interface.hpp"

namespace contracts {

using namespace mozi::dsl;

INTERFACE(IGovernedContract) {
  EXTERN(void, acceptGovernance, ());
};

/// Whoever has a thousandth of all weight proposes calls; the calls' class says how much agreement
/// and time they need. It administers the other contracts and itself, and holds only the bonuses
/// of voters: the value of a proposal is paid by whoever executes it.
struct GovernorVault : Ballots {
  static constexpr unsigned most_actions = 10;

  ERROR(ZeroAddress, ());
  ERROR(WrongPayment, (U256 expected, U256 sent));
  ERROR(EmptyResult, (Address target), on_empty_result);
  ERROR(FailedCall, ());
  ERROR(GovernorOnlyExecutor, (Address account));
  ERROR(GovernorInvalidProposalLength, (U256 targets, U256 calldatas, U256 values));
  ERROR(GovernorInsufficientProposerVotes, (Address proposer, U256 votes, U256 threshold));
  ERROR(GovernorRestrictedProposer, (Address proposer));
  ERROR(GovernorNotQueuedProposal, (U256 proposalId));
  ERROR(GovernorProposalQueueingNotRequired, (U256 proposalId));
  ERROR(GovernorUnmetDelay, (U256 proposalId, U256 neededTimestamp));
  ERROR(GovernorUnableToCancel, (U256 proposalId, Address account));
  ERROR(GovernorInvalidVotingPeriod, (U256 votingPeriod));
  ERROR(TooManyProposals, (Address proposer));
  EVENT(ProposalCreated, (U256 proposalId, Address proposer, Array<Address> targets,
                          Array<U256> values, Array<String> signatures, Array<Bytes> calldatas,
                          U256 voteStart, U256 voteEnd, String description));
  EVENT(ProposalQueued, (U256 proposalId, U256 etaSeconds));
  EVENT(ProposalExecuted, (U256 proposalId));
  EVENT(ProposalCanceled, (U256 proposalId));
  EVENT(VotingDelaySet, (U256 oldVotingDelay, U256 newVotingDelay));
  EVENT(VotingPeriodSet, (U256 oldVotingPeriod, U256 newVotingPeriod));

  const stdlib::introspection::Supports governor{*this, governor_interface_id()};
  const stdlib::introspection::Supports governor_without_id{
      *this, governor_interface_id_without_get_proposal_id()};

  FIELD(delay, U48);
  FIELD(period, U32);
  FIELD(proposals_of, Map<Address, FixedArray<U256, 8>>);  // the most recent open ones

  CTOR((Address ledger, Address treasury, Address rewardDistributor, Address loraFactory,
        U48 votingDelay, U32 votingPeriod, U64 governanceEpochLength, U256 minAdoption)) {
    require(ledger != zero_address && treasury != zero_address &&
                rewardDistributor != zero_address && loraFactory != zero_address,
            ZeroAddress());
    this->ledger = reinterpret<IContributionLedger>(ledger);
    this->treasury = treasury;
    this->rewardDistributor = reinterpret<IDecayingTally>(rewardDistributor);
    this->loraFactory = reinterpret<IDecayingTally>(loraFactory);
    this->minAdoption = minAdoption;
    init_tally(governanceEpochLength);
    set_delay(votingDelay);
    set_period(votingPeriod);
  }

  FN(U256, votingDelay, (), view) { return delay; }
  FN(U256, votingPeriod, (), view) { return period; }
  /// A thousandth of all weight.
  FN(U256, proposalThreshold, (), view) { return threshold(); }

  FN(U256, hashProposal,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, Bytes32 descriptionHash),
     pure_) {
    return hash_proposal(targets, values, calldatas, descriptionHash);
  }
  FN(U256, getProposalId,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, Bytes32 descriptionHash),
     view) {
    return hash_proposal(targets, values, calldatas, descriptionHash);
  }

  FN(U256, propose,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, String description)) {
    require(may_propose(msg.sender, reinterpret<Bytes>(description)),
            GovernorRestrictedProposer(msg.sender));
    U256 needed = threshold();
    U256 votes = weight_at(msg.sender, block.number - 1);
    require(votes >= needed, GovernorInsufficientProposerVotes(msg.sender, votes, needed));
    U256 count = targets.length();
    require(count == values.length() && count == calldatas.length() && count != 0 &&
                count <= most_actions,
            GovernorInvalidProposalLength(count, calldatas.length(), values.length()));
    U256 id = hash_proposal(targets, values, calldatas,
                            keccak256(to_memory(reinterpret<Bytes>(description))));
    If (proposals[id].proposer != zero_address) {
      revert(GovernorUnexpectedProposalState(id, state_of(id), Bytes32()));
    }
    remember(msg.sender, id);
    U8 class_ = class_of_all(targets, values, calldatas);
    U256 start = block.number;
    If (class_ != emergency) {
      start += delay;
    }
    U256 end = start + period;
    auto proposal = proposals[id];
    proposal.proposer = msg.sender;
    proposal.snapshot = checked_cast<U48>(start);
    proposal.duration = period;
    proposal.class_ = class_;
    open_epochs((start + 1) / governanceEpochLength, end / governanceEpochLength);
    emit(ProposalCreated(id, msg.sender, targets, values, new_array<String>(count), calldatas,
                         start, end, description));
    return id;
  }

  /// Starts the timelock of a proposal that succeeded.
  FN(U256, queue,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
      Bytes32 descriptionHash)) {
    U256 id = hash_proposal(targets, values, calldatas, descriptionHash);
    require_state(id, State::succeeded);
    auto proposal = proposals[id];
    require(proposal.class_ != emergency, GovernorProposalQueueingNotRequired(id));
    U256 eta = block.timestamp + timelock_seconds(proposal.class_);
    proposal.eta = checked_cast<U48>(eta);
    emit(ProposalQueued(id, eta));
    return id;
  }

  /// Makes the calls. The caller pays their value.
  FN(U256, execute,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas, Bytes32 descriptionHash),
     payable, nonreentrant) {
    U256 id = hash_proposal(targets, values, calldatas, descriptionHash);
    Enum<State> state = state_of(id);
    require(state == State::succeeded || state == State::queued,
            GovernorUnexpectedProposalState(id, state,
                                            bit_of(State::succeeded) | bit_of(State::queued)));
    auto proposal = proposals[id];
    Bool waits = proposal.class_ != emergency;
    require(!waits || proposal.eta != 0, GovernorNotQueuedProposal(id));
    U256 sum = 0;
    For (U256 i = 0, i < values.length(), i += 1) {
      sum += values[i];
    }
    require(msg.value == sum, WrongPayment(sum, msg.value));
    require(!waits || block.timestamp >= proposal.eta, GovernorUnmetDelay(id, proposal.eta));
    proposal.done = executed;
    For (U256 i = 0, i < targets.length(), i += 1) {
      make_call(targets[i], values[i], to_memory(calldatas[i]));
    }
    emit(ProposalExecuted(id));
    return id;
  }

  /// By the proposer, before voting begins.
  FN(U256, cancel,
     (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
      Bytes32 descriptionHash)) {
    U256 id = hash_proposal(targets, values, calldatas, descriptionHash);
    require(state_of(id) == State::pending && proposals[id].proposer == msg.sender,
            GovernorUnableToCancel(id, msg.sender));
    proposals[id].done = canceled;
    emit(ProposalCanceled(id));
    return id;
  }

  FN(void, setVotingDelay, (U48 newVotingDelay)) {
    only_executor();
    set_delay(newVotingDelay);
  }
  FN(void, setVotingPeriod, (U32 newVotingPeriod)) {
    only_executor();
    set_period(newVotingPeriod);
  }
  /// What class calls of a function have from here on.
  FN(void, setClass, (Address target, Bytes4 selector, U8 class_)) {
    only_executor();
    set_class(target, selector, class_);
  }

  /// Takes over a contract whose governance offered itself; anyone may trigger it.
  FN(void, acceptGovernanceOf, (Address target), nonreentrant) {
    IGovernedContract contract = contract_at<IGovernedContract>(target);
    contract.acceptGovernance();
  }

  MODIFIER(only_executor, ()) {
    require(msg.sender == this_address(), GovernorOnlyExecutor(msg.sender));
  }

  DEF(void, set_delay, (U48 to)) {
    emit(VotingDelaySet(delay, to));
    delay = to;
  }
  DEF(void, set_period, (U32 to)) {
    require(to != 0, GovernorInvalidVotingPeriod(to));
    emit(VotingPeriodSet(period, to));
    period = to;
  }

  DEF(U256, threshold, ()) { return total_at(block.number - 1) / 1'000; }

  DEF(U256, hash_proposal,
      (Array<Address> targets, Array<U256> values, Array<Bytes> calldatas,
       Bytes32 description_hash)) {
    return reinterpret<U256>(keccak256(abi_encode(targets, values, calldatas, description_hash)));
  }

  /// Puts a proposal among the proposer's open ones, in place of one that is not open any more.
  DEF(void, remember, (Address proposer, U256 id)) {
    U256 place = 0;
    While (place < 8 && is_open(proposals_of[proposer][place])) {
      place += 1;
    }
    require(place < 8, TooManyProposals(proposer));
    proposals_of[proposer][place] = id;
  }
  DEF(Bool, is_open, (U256 id)) {
    If (id == 0) {
      Return(false);
    }
    return state_of(id) <= State::active;
  }

  DEF(void, make_call, (Address target, U256 value, Bytes data)) {
    require(data.length() == 0 || target.code_size() != 0, EmptyResult(target));
    CallResult result = raw_call(target, value, data);
    If (!result.ok) {
      require(result.data.length() != 0, FailedCall());
      revert_raw(result.data);
    }
  }

  /// A description that ends in "#proposer=0x" and an address is that account's to propose, so that
  /// nobody takes a proposal's id before its author.
  DEF(Bool, may_propose, (Address proposer, Bytes description)) {
    constexpr unsigned marker_length = 12;
    constexpr unsigned suffix_length = marker_length + 40;
    constexpr unsigned zero = 0x30, letter_a = 0x61;  // ASCII
    U256 length = description.length();
    If (length < suffix_length) {
      Return(true);
    }
    Bytes suffix = to_memory(description.slice(length - suffix_length, length));
    If (keccak256(suffix.slice(0, marker_length)) != keccak256("#proposer=0x")) {
      Return(true);
    }
    U256 named = 0;
    For (U256 i = marker_length, i < suffix_length, i += 1) {
      U256 c = reinterpret<U8>(suffix[i]);
      U256 digit = 16;
      If (c >= zero && c <= zero + 9) {
        digit = c - zero;
      }
      Else {
        U256 lower = c | 0x20;
        If (lower >= letter_a && lower <= letter_a + 5) {
          digit = lower - letter_a + 10;
        }
      }
      If (digit == 16) {
        Return(true);
      }
      named = named << 4 | digit;
    }
    return U256(reinterpret<U160>(proposer)) == named;
  }
};

}  // namespace contracts
