// Proposals while they are voted on: their states, their ballots, by call or by signature.
#pragma once

#include "contracts/governor_vault/proposal_classes.hpp"
#include "contracts/governor_vault/voting_bonus.hpp"
#include "stdlib/crypto/ecdsa.hpp"
#include "stdlib/crypto/eip712.hpp"
#include "stdlib/crypto/nonces.hpp"
#include "stdlib/introspection/erc165.hpp"

namespace contracts {

using namespace mozi::dsl;

/// Ballots are For, Against or Abstain, with the weight at the proposal's snapshot.
struct Ballots : VotingBonus,
                 ProposalClasses,
                 virtual stdlib::crypto::Eip712,
                 virtual stdlib::crypto::Nonces,
                 virtual stdlib::introspection::Erc165 {
  static constexpr unsigned against = 0, for_ = 1, abstain = 2;
  static constexpr unsigned executed = 1, canceled = 2;
  static constexpr unsigned blocks_to_queue = 604'800;
  static constexpr auto time_to_execute = 14_days;

  enum class State : uint8_t {
    pending,
    active,
    canceled,
    defeated,
    succeeded,
    queued,
    expired,
    executed
  };
  /// Three slots. Weights of all voters together are at most 1e18.
  struct Proposal {
    Address proposer;
    U48 snapshot;
    U32 duration;
    U8 class_;
    U8 done;
    U48 eta;
    U64 against, for_, abstain;
  };
  struct Votes {
    U256 againstVotes, forVotes, abstainVotes;
  };

  ERROR(GovernorNonexistentProposal, (U256 proposalId));
  ERROR(GovernorUnexpectedProposalState,
        (U256 proposalId, Enum<State> current, Bytes32 expectedStates));
  ERROR(GovernorAlreadyCastVote, (Address voter));
  ERROR(GovernorInvalidVoteType, ());
  ERROR(GovernorInvalidSignature, (Address voter));
  ERROR(ERC5805FutureLookup, (U256 timepoint, U48 clock));
  EVENT(VoteCast,
        (Indexed<Address> voter, U256 proposalId, U8 support, U256 weight, String reason));
  EVENT(VoteCastWithParams, (Indexed<Address> voter, U256 proposalId, U8 support, U256 weight,
                             String reason, Bytes params));

  CONSTANT(name, String, "GovernorVault");
  CONSTANT(version, String, "1");
  CONSTANT(CLOCK_MODE, String, "mode=blocknumber&from=default");
  CONSTANT(COUNTING_MODE, String, "support=bravo&quorum=for,abstain");
  CONSTANT(BALLOT_TYPEHASH, Bytes32,
           keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"));
  CONSTANT(EXTENDED_BALLOT_TYPEHASH, Bytes32,
           keccak256("ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 "
                     "nonce,string reason,bytes params)"));
  const stdlib::crypto::Domain domain{*this, "GovernorVault", "1"};

  FIELD(proposals, Map<U256, Proposal>);
  FIELD(has_voted, Map<U256, Map<Address, Bool>>);

  FN(U48, clock, (), view) { return truncate<U48>(block.number); }
  /// The governance epoch.
  FN(U64, epoch, (), view) { return tally_epoch(); }

  FN(Enum<State>, state, (U256 proposalId), view) { return state_of(proposalId); }
  FN(U256, proposalSnapshot, (U256 proposalId), view) { return proposals[proposalId].snapshot; }
  FN(U256, proposalDeadline, (U256 proposalId), view) { return deadline_of(proposalId); }
  FN(U256, proposalEta, (U256 proposalId), view) { return proposals[proposalId].eta; }
  FN(Address, proposalProposer, (U256 proposalId), view) { return proposals[proposalId].proposer; }
  FN(U8, proposalClass, (U256 proposalId), view) { return proposals[proposalId].class_; }
  FN(Bool, proposalNeedsQueuing, (U256 proposalId), view) {
    return proposals[proposalId].class_ != emergency;
  }
  FN(Outputs<Votes>, proposalVotes, (U256 proposalId), view) {
    auto p = proposals[proposalId];
    return Votes{p.against, p.for_, p.abstain};
  }
  FN(Bool, hasVoted, (U256 proposalId, Address account), view) {
    return has_voted[proposalId][account];
  }
  /// What a proposal needs of For and Abstain (in an emergency: of For).
  FN(U256, proposalQuorum, (U256 proposalId), view) { return quorum_of(proposalId); }

  /// The quorum of the default class at a block that has passed.
  FN(U256, quorum, (U256 timepoint), view) {
    require_past(timepoint);
    return total_at(timepoint) * quorum_percent(upgrade) / 100;
  }
  FN(U256, totalWeight, (U256 timepoint), view) {
    require_past(timepoint);
    return total_at(timepoint);
  }
  FN(U256, getVotes, (Address account, U256 timepoint), view) {
    require_past(timepoint);
    return weight_at(account, timepoint);
  }
  FN(U256, getVotesWithParams, (Address account, U256 timepoint, Bytes params), view) {
    static_cast<void>(params);
    require_past(timepoint);
    return weight_at(account, timepoint);
  }

  FN(U256, castVote, (U256 proposalId, U8 support), nonreentrant) {
    return cast(proposalId, msg.sender, support, to_memory(String("")), new_bytes(0));
  }
  FN(U256, castVoteWithReason, (U256 proposalId, U8 support, String reason), nonreentrant) {
    return cast(proposalId, msg.sender, support, to_memory(reason), new_bytes(0));
  }
  FN(U256, castVoteWithReasonAndParams, (U256 proposalId, U8 support, String reason, Bytes params),
     nonreentrant) {
    return cast(proposalId, msg.sender, support, to_memory(reason), to_memory(params));
  }
  FN(U256, castVoteBySig, (U256 proposalId, U8 support, Address voter, Bytes signature),
     nonreentrant) {
    require_signature(
        voter, keccak256(abi_encode(BALLOT_TYPEHASH, proposalId, support, voter, use_nonce(voter))),
        to_memory(signature));
    return cast(proposalId, voter, support, to_memory(String("")), new_bytes(0));
  }
  FN(U256, castVoteWithReasonAndParamsBySig,
     (U256 proposalId, U8 support, Address voter, String reason, Bytes params, Bytes signature),
     nonreentrant) {
    Bytes why = to_memory(reinterpret<Bytes>(reason));
    Bytes with = to_memory(params);
    require_signature(voter,
                      keccak256(abi_encode(EXTENDED_BALLOT_TYPEHASH, proposalId, support, voter,
                                           use_nonce(voter), keccak256(why), keccak256(with))),
                      to_memory(signature));
    return cast(proposalId, voter, support, reinterpret<String>(why), with);
  }

  MODIFIER(require_past, (U256 timepoint)) {
    require(timepoint < block.number, ERC5805FutureLookup(timepoint, truncate<U48>(block.number)));
  }
  void require_state(const U256& id, State expected) {
    Enum<State> current = state_of(id);
    require(current == expected, GovernorUnexpectedProposalState(id, current, bit_of(expected)));
  }
  static Constant<Bytes32> bit_of(State state) {
    return Constant<Bytes32>::of_word(mozi::Word{1} << static_cast<unsigned>(state));
  }

  DEF(U256, deadline_of, (U256 id)) {
    auto p = proposals[id];
    return U256(p.snapshot) + p.duration;
  }

  DEF(U256, quorum_of, (U256 id)) {
    auto p = proposals[id];
    If (p.class_ == emergency) {
      Return(whole * quorum_percent(emergency) / 100);
    }
    return total_at(p.snapshot) * quorum_percent(p.class_) / 100;
  }

  /// Whether the ballots so far meet a quorum.
  DEF(Bool, meets, (U256 id, U256 quorum)) {
    auto p = proposals[id];
    U256 present = p.for_;
    If (p.class_ != emergency) {
      present += p.abstain;
    }
    return quorum != 0 && present >= quorum;
  }

  DEF(Bool, approved, (U256 id)) {
    auto p = proposals[id];
    U256 decisive = U256(p.for_) + p.against;
    return U256(p.for_) * 100 > decisive * approval_percent(p.class_) && meets(id, quorum_of(id));
  }

  DEF(Enum<State>, state_of, (U256 id)) {
    auto p = proposals[id];
    require(p.proposer != zero_address, GovernorNonexistentProposal(id));
    If (p.done == executed) {
      Return(State::executed);
    }
    If (p.done == canceled) {
      Return(State::canceled);
    }
    If (p.snapshot >= block.number) {
      Return(State::pending);
    }
    U256 deadline = deadline_of(id);
    Bool open = deadline >= block.number;
    If (p.class_ == emergency) {
      If (!open) {
        Return(State::expired);
      }
      If (approved(id)) {
        Return(State::succeeded);
      }
      Return(State::active);
    }
    If (open) {
      Return(State::active);
    }
    If (!approved(id)) {
      Return(State::defeated);
    }
    Bool late = block.number >= deadline + blocks_to_queue;
    If (p.eta != 0) {
      late = block.timestamp >= p.eta + time_to_execute;
    }
    If (late) {
      Return(State::expired);
    }
    If (p.eta != 0) {
      Return(State::queued);
    }
    return State::succeeded;
  }

  /// Only a ballot with weight counts as participation.
  DEF(U256, cast, (U256 id, Address voter, U8 support, String reason, Bytes params)) {
    require_state(id, State::active);
    auto p = proposals[id];
    Standing standing = standing_at(voter, p.snapshot);
    U256 weight = standing.weight;
    U256 quorum = standing.total * quorum_percent(p.class_) / 100;
    If (p.class_ == emergency) {
      weight = standing.blue;
      quorum = whole * quorum_percent(emergency) / 100;
    }
    require(!has_voted[id][voter], GovernorAlreadyCastVote(voter));
    has_voted[id][voter] = true;
    Bool met_before = meets(id, quorum);
    If (support == against) {
      p.against += truncate<U64>(weight);
    }
    ElseIf (support == for_) {
      p.for_ += truncate<U64>(weight);
    }
    Else {
      require(support == abstain, GovernorInvalidVoteType());
      p.abstain += truncate<U64>(weight);
    }
    If (params.length() == 0) {
      emit(VoteCast(voter, id, support, weight, reason));
    }
    Else {
      emit(VoteCastWithParams(voter, id, support, weight, reason, params));
    }
    If (weight != 0) {
      participate(voter);
      If (!met_before && meets(id, quorum)) {
        record(governance_kind, proposals[id].proposer, 5);
      }
    }
    return weight;
  }

  /// By key, or by a contract's answer (ERC-1271).
  DEF(void, require_signature, (Address voter, Bytes32 struct_hash, Bytes signature)) {
    Bytes32 hash = typed_data_hash(struct_hash);
    If (voter.code_size() == 0) {
      require(signature.length() == 65, GovernorInvalidSignature(voter));
      Bytes32 s = abi_decode<Bytes32>(signature.slice(32, 64));
      require(reinterpret<U256>(s) <= stdlib::crypto::Ecdsa::max_s,
              GovernorInvalidSignature(voter));
      Address signer = ecrecover(hash, reinterpret<U8>(signature[64]),
                                 abi_decode<Bytes32>(signature.slice(0, 32)), s);
      require(signer != zero_address && signer == voter, GovernorInvalidSignature(voter));
    }
    Else {
      CallResult answer = raw_staticcall(
          voter, concat(abi_encode_packed(selector("isValidSignature(bytes32,bytes)")),
                        abi_encode(hash, signature)));
      require(answer.ok && answer.data.length() >= 32, GovernorInvalidSignature(voter));
      require(abi_decode<Bytes32>(answer.data.slice(0, 32)) ==
                  Bytes32(selector("isValidSignature(bytes32,bytes)")),
              GovernorInvalidSignature(voter));
    }
  }
};

}  // namespace contracts
