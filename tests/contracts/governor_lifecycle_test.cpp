// GovernorVault: the life of a proposal, as front ends for OpenZeppelin's Governor expect it.
#include "tests/contracts/governor_world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

std::string text(const Address& a) {
  return abi::to_checksum(a);
}
std::string unexpected(const Word& id, uint64_t state, uint64_t expected) {
  return "GovernorUnexpectedProposalState(proposalId: " + to_decimal(id) +
         ", current: " + std::to_string(state) +
         ", expectedStates: " + to_hex(Hash::from_word(Word{expected}).bytes) + ")";
}

/// Alice and Bob have all the blue score, three to one.
struct Members : GovernedWorld {
  Members() {
    next_epoch();
    contribute(alice, 300);
    contribute(bob, 100);
    next_epoch();
  }
  /// Something that governance alone may do, of the default class.
  Proposal mint_weight() {
    Proposal p;
    p.add(suite.ledger, "setWeight", {1, 12'345});
    return p;
  }
};

}  // namespace

TEST_CASE("the governor presents itself as OpenZeppelin's") {
  GovernedWorld w;
  CHECK(w.view(w.governor, "name").text() == "GovernorVault");
  CHECK(w.view(w.governor, "version").text() == "1");
  CHECK(w.view(w.governor, "CLOCK_MODE").text() == "mode=blocknumber&from=default");
  CHECK(w.view(w.governor, "COUNTING_MODE").text() == "support=bravo&quorum=for,abstain");
  CHECK(w.number("clock") == w.chain.number() + 1);
  CHECK(w.number("votingDelay") == GovernedWorld::delay);
  CHECK(w.number("votingPeriod") == GovernedWorld::period);
  const auto domain = w.client.view(w.governor, "eip712Domain");
  CHECK(domain[0].bytes == Bytes{0x0f});
  CHECK(domain[1].text() == "GovernorVault");
  CHECK(domain[2].text() == "1");
  CHECK(domain[3].word == Word{31'337});
  CHECK(domain[4].address() == w.governor.address);
  const auto supports = [&](const char* id) {
    return w.view(w.governor, "supportsInterface", {parse_hex(id).value()}).word == Word{1};
  };
  CHECK(supports("0x01ffc9a7"));
  CHECK_FALSE(supports("0xffffffff"));
}

TEST_CASE("a proposal is made, voted on, queued and executed") {
  Members w;
  hand_over(w.client, w.suite, w.carol);
  const auto proposal = w.mint_weight();
  const auto receipt = w.send(w.alice, w.governor, "propose", proposal.proposed());
  const auto id = Word::load(receipt.output.data());
  CHECK(id == w.view(w.governor, "hashProposal", proposal.hashed()).word);
  CHECK(id == w.view(w.governor, "getProposalId", proposal.hashed()).word);
  CHECK(World::events(w.governor, receipt)
            .at(0)
            .starts_with("ProposalCreated(proposalId: " + to_decimal(id) +
                         ", proposer: " + text(w.alice)));
  CHECK(w.number("proposalSnapshot", {id}) == receipt.block_number + GovernedWorld::delay);
  CHECK(w.number("proposalDeadline", {id}) ==
        receipt.block_number + GovernedWorld::delay + GovernedWorld::period);
  CHECK(w.view(w.governor, "proposalProposer", {id}).address() == w.alice);
  CHECK(w.number("proposalClass", {id}) == 3);
  CHECK(w.state(id) == pending);
  CHECK(w.refused(w.alice, "castVote", {id, in_favour}) == unexpected(id, pending, 1 << active));
  CHECK(w.refused(w.alice, "propose", proposal.proposed()) == unexpected(id, pending, 0));
  w.to_voting();
  CHECK(w.state(id) == active);

  const auto ballot = w.send(w.alice, w.governor, "castVoteWithReason", {id, in_favour, "why"});
  CHECK(World::events(w.governor, ballot).at(0) ==
        "VoteCast(voter: " + text(w.alice) + ", proposalId: " + to_decimal(id) +
            ", support: 1, weight: 750000000000000000, reason: \"why\")");
  CHECK(w.number("hasVoted", {id, w.alice}) == 1);
  CHECK(w.refused(w.alice, "castVote", {id, in_favour}) ==
        "GovernorAlreadyCastVote(voter: " + text(w.alice) + ")");
  CHECK(w.refused(w.bob, "castVote", {id, 3}) == "GovernorInvalidVoteType()");
  const auto with =
      w.send(w.bob, w.governor, "castVoteWithReasonAndParams", {id, against, "no", Bytes{1, 2}});
  CHECK(World::events(w.governor, with).at(0).starts_with("VoteCastWithParams("));
  const auto votes = w.client.view(w.governor, "proposalVotes", {id});
  CHECK(votes[0].word == ether / Word{4});
  CHECK(votes[1].word == ether / Word{4} * Word{3});
  CHECK(votes[2].word.is_zero());
  CHECK(w.refused(w.alice, "queue", proposal.hashed()) == unexpected(id, active, 1 << succeeded));

  w.past_voting();
  CHECK(w.state(id) == succeeded);
  CHECK(w.refused(w.alice, "execute", proposal.hashed()) ==
        "GovernorNotQueuedProposal(proposalId: " + to_decimal(id) + ")");
  const auto now = w.chain.timestamp();
  const auto eta = std::to_string(now + 7 * 86'400);
  const auto queued_receipt = w.send(w.carol, w.governor, "queue", proposal.hashed());
  CHECK(World::events(w.governor, queued_receipt).at(0) ==
        "ProposalQueued(proposalId: " + to_decimal(id) + ", etaSeconds: " + eta + ")");
  CHECK(w.state(id) == queued);
  CHECK(w.refused(w.carol, "execute", proposal.hashed()) ==
        "GovernorUnmetDelay(proposalId: " + to_decimal(id) + ", neededTimestamp: " + eta + ")");
  w.chain.set_timestamp(now + 7 * 86'400 - 1);
  CHECK_FALSE(w.refused(w.carol, "execute", proposal.hashed()).empty());
  w.chain.set_timestamp(now + 7 * 86'400);
  CHECK(w.refused(w.carol, "execute", proposal.hashed(), Word{1}) ==
        "WrongPayment(expected: 0, sent: 1)");
  w.chain.set_timestamp(now + 7 * 86'400);
  const auto done = w.send(w.carol, w.governor, "execute", proposal.hashed());
  CHECK(World::events(w.governor, done).back() ==
        "ProposalExecuted(proposalId: " + to_decimal(id) + ")");
  CHECK(w.state(id) == executed);
  CHECK(w.view(w.suite.ledger, "weight", {1}).word == Word{12'345});
  CHECK(w.refused(w.carol, "execute", proposal.hashed()) ==
        unexpected(id, executed, (1 << succeeded) | (1 << queued)));
}

TEST_CASE("proposals fail for want of votes, of approval, or of time") {
  Members w;
  auto proposal = w.mint_weight();
  const auto quiet = w.propose(w.alice, proposal);
  proposal.description = "contested";
  const auto contested = w.propose(w.alice, proposal);
  proposal.description = "never queued";
  const auto forgotten = w.propose(w.alice, proposal);
  proposal.description = "never executed";
  const auto stale = w.propose(w.alice, proposal);
  w.to_voting();
  w.vote(w.bob, quiet, in_favour);  // 25 % of weight, where 40 % are needed
  w.vote(w.bob, contested, in_favour);
  w.vote(w.alice, contested, abstaining);
  for (const auto& id : {forgotten, stale}) {
    w.vote(w.alice, id, in_favour);
    w.vote(w.bob, id, against);
  }
  w.past_voting();
  CHECK(w.state(quiet) == defeated);
  CHECK(w.state(contested) == succeeded);  // abstentions count for the quorum
  CHECK(w.state(forgotten) == succeeded);  // 75 % of For and Against, more than 67 %
  w.send(w.alice, w.governor, "queue", proposal.hashed());
  const auto eta = w.view(w.governor, "proposalEta", {stale}).word.low();
  w.chain.set_timestamp(eta + 14 * 86'400 - 12);
  CHECK(w.state(stale) == queued);
  w.chain.set_timestamp(eta + 14 * 86'400);
  CHECK(w.state(stale) == expired);
  const auto deadline = w.view(w.governor, "proposalDeadline", {forgotten}).word.low();
  w.chain.mine(deadline + 604'800 - w.chain.number() - 2);
  CHECK(w.state(forgotten) == succeeded);
  w.chain.mine();
  CHECK(w.state(forgotten) == expired);
}

TEST_CASE("67 percent of approval are not enough for an upgrade, more are") {
  for (const bool enough : {false, true}) {
    GovernedWorld w;
    w.next_epoch();
    w.contribute(w.alice, enough ? 6'701 : 6'700);
    w.contribute(w.bob, enough ? 3'299 : 3'300);
    w.next_epoch();
    Proposal p;
    p.add(w.suite.ledger, "setWeight", {1, 1});
    const auto id = w.propose(w.alice, p);
    w.to_voting();
    w.vote(w.alice, id, in_favour);
    w.vote(w.bob, id, against);
    w.past_voting();
    CHECK(w.state(id) == (enough ? succeeded : defeated));
  }
}

TEST_CASE("only the proposer cancels, and only before voting") {
  Members w;
  auto proposal = w.mint_weight();
  const auto id = w.propose(w.alice, proposal);
  CHECK(w.refused(w.bob, "cancel", proposal.hashed()) ==
        "GovernorUnableToCancel(proposalId: " + to_decimal(id) + ", account: " + text(w.bob) + ")");
  const auto receipt = w.send(w.alice, w.governor, "cancel", proposal.hashed());
  CHECK(World::events(w.governor, receipt).at(0) ==
        "ProposalCanceled(proposalId: " + to_decimal(id) + ")");
  CHECK(w.state(id) == canceled);
  proposal.description = "another";
  const auto other = w.propose(w.alice, proposal);
  w.to_voting();
  CHECK(w.refused(w.alice, "cancel", proposal.hashed()) ==
        "GovernorUnableToCancel(proposalId: " + to_decimal(other) + ", account: " + text(w.alice) +
            ")");
  proposal.description = "unknown";
  CHECK(
      w.refused(w.alice, "cancel", proposal.hashed()).starts_with("GovernorNonexistentProposal("));
}

TEST_CASE("who has a thousandth of all weight proposes, ten actions at most") {
  Members w;
  auto proposal = w.mint_weight();
  CHECK(w.number("proposalThreshold") == 1'000'000'000'000'000);
  CHECK(w.refused(w.carol, "propose", proposal.proposed()) ==
        "GovernorInsufficientProposerVotes(proposer: " + text(w.carol) +
            ", votes: 0, threshold: 1000000000000000)");
  CHECK(w.refused(w.alice, "propose", Proposal{}.proposed()) ==
        "GovernorInvalidProposalLength(targets: 0, calldatas: 0, values: 0)");
  auto uneven = w.mint_weight();
  uneven.values.emplace_back(0);
  CHECK(w.refused(w.alice, "propose", uneven.proposed()) ==
        "GovernorInvalidProposalLength(targets: 1, calldatas: 1, values: 2)");
  Proposal many;
  for (int i = 0; i < 11; ++i) many.add(w.suite.ledger, "setWeight", {1, i});
  CHECK(w.refused(w.alice, "propose", many.proposed()) ==
        "GovernorInvalidProposalLength(targets: 11, calldatas: 11, values: 11)");
  many.targets.pop_back();
  many.values.pop_back();
  many.calls.pop_back();
  w.propose(w.alice, many);
}

TEST_CASE("eight open proposals to a proposer; closed ones make room") {
  Members w;
  auto proposal = w.mint_weight();
  for (int i = 0; i < 8; ++i) {
    proposal.description = "number " + std::to_string(i);
    w.propose(w.alice, proposal);
  }
  auto more = w.mint_weight();
  more.description = "one more";
  CHECK(w.refused(w.alice, "propose", more.proposed()) ==
        "TooManyProposals(proposer: " + text(w.alice) + ")");
  w.propose(w.bob, more);  // others are free to
  w.send(w.alice, w.governor, "cancel", proposal.hashed());
  more.description = "in its place";
  w.propose(w.alice, more);
  CHECK_FALSE(w.refused(w.alice, "propose", proposal.proposed()).empty());
  w.to_voting();
  w.past_voting();
  more.description = "all others are closed";
  w.propose(w.alice, more);
}

TEST_CASE("a description may name who proposes it") {
  Members w;
  auto proposal = w.mint_weight();
  auto name = to_hex(w.bob);
  proposal.description = "by bob #proposer=" + name;
  CHECK(w.refused(w.alice, "propose", proposal.proposed()) ==
        "GovernorRestrictedProposer(proposer: " + text(w.alice) + ")");
  w.propose(w.bob, proposal);
  proposal.description = "by bob #proposer=" + text(w.bob);  // in mixed case
  CHECK_FALSE(w.refused(w.alice, "propose", proposal.proposed()).empty());
  name.back() = 'x';
  proposal.description = "by nobody #proposer=" + name;
  w.propose(w.alice, proposal);
}

TEST_CASE("a call's value is paid by whoever executes, and failures come out as they are") {
  Members w;
  const auto payee = who("payee");
  Proposal p;
  p.add(payee, {}, Word{77});
  p.add(w.suite.treasury.address, {}, Word{3});
  const auto id = w.propose(w.alice, p);
  w.to_voting();
  w.vote(w.alice, id, in_favour);
  w.past_voting();
  w.send(w.alice, w.governor, "queue", p.hashed());
  w.chain.set_timestamp(w.view(w.governor, "proposalEta", {id}).word.low());
  CHECK(w.refused(w.carol, "execute", p.hashed(), Word{79}) ==
        "WrongPayment(expected: 80, sent: 79)");
  w.send(w.carol, w.governor, "execute", p.hashed(), Word{80});
  CHECK(w.chain.balance(payee) == Word{77});
  CHECK(w.chain.balance(w.suite.treasury.address) == Word{3});

  const auto fails_with = [&](const Bytes& code, const char* description) {
    const auto target = who(description);
    Proposal q;
    q.description = description;
    q.add(target, Bytes{1, 2, 3, 4});
    const auto qid = w.propose(w.alice, q);
    w.to_voting();
    w.vote(w.alice, qid, in_favour);
    w.past_voting();
    w.send(w.alice, w.governor, "queue", q.hashed());
    w.chain.set_timestamp(w.view(w.governor, "proposalEta", {qid}).word.low());
    w.chain.set_code(target, code);
    return w.refused(w.carol, "execute", q.hashed());
  };
  CHECK(fails_with(refuser(), "refuses") == "FailedCall()");
  CHECK(fails_with(refuser_with("0x1234567890"), "says why") == "revert 0x1234567890");
  CHECK(fails_with({}, "has no code") == "EmptyResult(target: " + text(who("has no code")) + ")");
}

TEST_CASE("only proposals change the governor, and nobody pays it in passing") {
  Members w;
  for (const auto& from : {w.alice, w.governance}) {
    const auto refused = "GovernorOnlyExecutor(account: " + text(from) + ")";
    CHECK(w.refused(from, "setVotingDelay", {1}) == refused);
    CHECK(w.refused(from, "setVotingPeriod", {1}) == refused);
    CHECK(w.refused(from, "setClass", {from, Bytes(4), 1}) == refused);
  }
  CHECK_FALSE(
      w.chain.send({.from = w.alice, .to = w.governor.address, .value = Word{1}}).value().ok());
  Proposal p;
  p.add(w.governor, "setVotingDelay", {7});
  p.add(w.governor, "setVotingPeriod", {50});
  p.add(w.governor, "setClass", {w.suite.ledger.address, Bytes{1, 2, 3, 4}, 2});
  w.pass(p, {w.alice, w.bob});
  CHECK(w.number("votingDelay") == 7);
  CHECK(w.number("votingPeriod") == 50);
  CHECK(w.number("classOf", {w.suite.ledger.address, Bytes{1, 2, 3, 4}}) == 2);
  Proposal bad;
  bad.description = "no such class";
  bad.add(w.governor, "setClass", {w.suite.ledger.address, Bytes{1, 2, 3, 4}, 7});
  CHECK_THROWS_WITH(w.pass(bad, {w.alice, w.bob}), Catch::Contains("UnknownClass(class: 7)"));
}

TEST_CASE("the governor takes over whoever offers, and nobody else") {
  GovernedWorld w;
  CHECK(w.refused(w.alice, "acceptGovernanceOf", {w.suite.ledger.address})
            .find("NotPendingGovernance") == std::string::npos);
  hand_over(w.client, w.suite, w.carol);
  for (const auto* contract : w.suite.all())
    if (contract != &w.suite.governor)
      CHECK(w.view(*contract, "governance").address() == w.governor.address);
  CHECK(w.fails(w.governance, w.suite.ledger, "setWeight", {1, 1}) ==
        "NotGovernance(caller: " + text(w.governance) + ")");
}
