// The ERC-165 id of OpenZeppelin's IGovernor, from its functions.
#pragma once

#include <mozi/dsl.hpp>

namespace contracts {

inline constexpr const char* governor_functions[] = {
    "name()",
    "version()",
    "COUNTING_MODE()",
    "hashProposal(address[],uint256[],bytes[],bytes32)",
    "state(uint256)",
    "proposalThreshold()",
    "proposalSnapshot(uint256)",
    "proposalDeadline(uint256)",
    "proposalProposer(uint256)",
    "proposalEta(uint256)",
    "proposalNeedsQueuing(uint256)",
    "votingDelay()",
    "votingPeriod()",
    "quorum(uint256)",
    "getVotes(address,uint256)",
    "getVotesWithParams(address,uint256,bytes)",
    "hasVoted(uint256,address)",
    "propose(address[],uint256[],bytes[],string)",
    "queue(address[],uint256[],bytes[],bytes32)",
    "execute(address[],uint256[],bytes[],bytes32)",
    "cancel(address[],uint256[],bytes[],bytes32)",
    "castVote(uint256,uint8)",
    "castVoteWithReason(uint256,uint8,string)",
    "castVoteWithReasonAndParams(uint256,uint8,string,bytes)",
    "castVoteBySig(uint256,uint8,address,bytes)",
    "castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)",
};

/// As the interface was before getProposalId (OpenZeppelin 5.0 to 5.2).
constexpr mozi::dsl::Constant<mozi::dsl::Bytes4> governor_interface_id_without_get_proposal_id() {
  mozi::Word all;
  for (const char* function : governor_functions) all = all ^ mozi::dsl::keccak256_word(function);
  return mozi::dsl::Constant<mozi::dsl::Bytes4>::of_word((all >> 224) << 224);
}

constexpr mozi::dsl::Constant<mozi::dsl::Bytes4> governor_interface_id() {
  const auto more = mozi::dsl::keccak256_word("getProposalId(address[],uint256[],bytes[],bytes32)");
  mozi::Word all = more;
  for (const char* function : governor_functions) all = all ^ mozi::dsl::keccak256_word(function);
  return mozi::dsl::Constant<mozi::dsl::Bytes4>::of_word((all >> 224) << 224);
}

}  // namespace contracts
