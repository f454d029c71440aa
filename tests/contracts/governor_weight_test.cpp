// GovernorVault: weight is what somebody contributes, of late; nothing else gives any.
#include "tests/contracts/governor_world.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

const Integer whole = 1'000'000'000'000'000'000;

/// A proposal that changes nothing of importance, under a name.
Proposal motion(GovernedWorld& w, const std::string& name) {
  Proposal p;
  p.description = name;
  p.add(w.suite.ledger, "setWeight", {1, 15'000});
  return p;
}

/// A royalty in wei for an adapter of `creator`, through a marketplace that the test plays.
struct Adoption : GovernedWorld {
  Address market = funded("market");

  Adoption() {
    chain.set_code(market, returns(to_hex(who("owner").to_word().to_bytes())));
    send(governance, suite.lora_factory, "setMarketplace", {market});
    send(governance, suite.lora_factory, "setAttester", {governance, true});
  }
  void royalty(const Address& creator, const Word& wei) {
    const auto name = to_hex(creator);
    const auto owner = who("owner");
    chain.set_balance(owner, Word{1} << 100);
    const auto adapter = hash_of({creator.to_word(), tag("base").to_word(), tag(name).to_word()});
    if (client.view(suite.lora_factory, "adapter", {adapter})[0].word.is_zero()) {
      send(creator, suite.lora_factory, "createAdapter",
           {tag("base"), tag(name), 8, "", std::vector<Value>{}, std::vector<Value>{}});
      send(owner, suite.lora_factory, "adopt", {adapter, tag(name)});
      send(governance, suite.lora_factory, "attestImprovement", {adapter, tag(name), 0, 4'000});
    }
    send(market, suite.lora_factory, "creditRoyalty", {tag(name)}, wei);
  }
};

}  // namespace

TEST_CASE("weight is the mean of the parts of what is not empty, as of the last whole epoch") {
  Adoption w;
  w.next_epoch();
  w.contribute(w.alice, 1);
  w.contribute(w.bob, 2);
  CHECK(w.votes_of(w.alice) == 0);  // of this epoch nothing counts
  CHECK(w.number("totalWeight", {w.chain.number()}) == 0);
  w.next_epoch();
  CHECK(w.votes_of(w.alice) == whole / 3);
  CHECK(w.votes_of(w.bob) == 2 * whole / 3);
  CHECK(w.number("totalWeight", {w.chain.number()}) == whole);
  CHECK(w.number("quorum", {w.chain.number()}) == whole * 40 / 100);

  // Adoption counts from minAdoption wei of the first epoch on.
  const Integer g = w.number("g", {w.epoch()});
  const Integer enough = (GovernedWorld::min_adoption * whole + g - 1) / g;
  w.royalty(w.carol, Word{(enough - 1).convert_to<uint64_t>()});
  w.next_epoch();
  CHECK(w.votes_of(w.carol) == 0);
  CHECK(w.votes_of(w.alice) == whole / 3);
  w.royalty(w.carol, Word{1});
  w.next_epoch();
  CHECK(w.votes_of(w.carol) == whole / 2);
  CHECK(w.votes_of(w.alice) == whole / 3 / 2);
}

TEST_CASE("a past weight never changes") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 5);
  w.next_epoch();
  const auto then = w.chain.number();
  const auto before = w.number("getVotes", {w.alice, then});
  w.contribute(w.bob, 1'000'000);
  CHECK(w.number("getVotes", {w.alice, then}) == before);
  for (int i = 0; i < 3; ++i) w.next_epoch();
  CHECK(w.number("getVotes", {w.alice, then}) == before);
  CHECK(w.number("getVotes", {w.alice, w.chain.number()}) < before);
  const auto clock = w.chain.number() + 1;
  CHECK_THROWS_AS(w.number("getVotes", {w.alice, clock}), suite::CallFailed);
}

TEST_CASE("votes add to participation by streak and contribution, exactly") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 2);
  w.contribute(w.bob, 1);
  w.next_epoch();
  Integer alices = 0;
  Integer all = 0;
  Integer possible = 0;
  const uint64_t first = 0;  // deployed in epoch 0
  for (int round = 1; round <= 4; ++round) {
    const auto id = w.propose(w.alice, motion(w, "round " + std::to_string(round)));
    w.to_voting();
    const auto epoch = w.epoch();
    w.vote(w.alice, id, in_favour);
    const Integer g = w.number("g", {epoch - first});
    const Integer alice_blue = 2 * whole / 3;
    alices += g * round * alice_blue;
    all += g * round * alice_blue;
    if (round % 2 == 0) {
      // Bob skips every other active epoch: his streak starts anew each time.
      w.vote(w.bob, id, against);
      all += g * (whole / 3);
    }
    possible += g * 52 * whole;
    const auto tally = w.client.view(w.governor, "tallyAt", {w.alice, epoch});
    CHECK(to_integer(tally[0].word) == alices);
    CHECK(to_integer(tally[1].word) == all);
    w.next_epoch();
    const Integer p = whole * alices / possible;
    CHECK(w.votes_of(w.alice) == (alice_blue + p) / 2);
    CHECK(w.number("totalWeight", {w.chain.number()}) == (whole + whole * all / possible) / 2);
    CHECK(to_integer(w.view(w.suite.ledger, "contribution", {6, w.alice}).word) ==
          round + (round >= 1 ? 5 * round : 0));
    w.next_epoch();  // an epoch without a proposal breaks no streak
  }
}

TEST_CASE("a lone voter gains nothing by being alone") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 999);
  w.contribute(w.bob, 1);
  w.next_epoch();
  const auto id = w.propose(w.bob, motion(w, "alone"));
  w.to_voting();
  w.vote(w.bob, id, in_favour);
  w.next_epoch();
  // 1/1000 before; participation adds at most as much of its own factor.
  CHECK(w.votes_of(w.bob) <= whole / 1'000);
  CHECK(w.state(id) == defeated);
}

TEST_CASE("many accounts have together what one would have, never more") {
  GovernedWorld w;
  GovernedWorld split;
  constexpr int parts = 9;
  for (auto* world : {&w, &split}) {
    world->next_epoch();
    world->contribute(world->bob, 1'000);
  }
  std::vector<Address> sybils;
  w.contribute(w.alice, 700);
  for (int i = 0; i < parts; ++i) {
    sybils.push_back(split.funded("sybil " + std::to_string(i)));
    split.contribute(sybils.back(), i == 0 ? 700 - 77 * (parts - 1) : 77);
  }
  for (int round = 0; round < 4; ++round) {
    w.next_epoch();
    split.next_epoch();
    Integer together = 0;
    for (const auto& sybil : sybils) together += split.votes_of(sybil);
    CHECK(together <= w.votes_of(w.alice));
    const auto one = w.propose(w.alice, motion(w, std::to_string(round)));
    const auto many = split.propose(split.bob, motion(split, std::to_string(round)));
    w.to_voting();
    split.to_voting();
    w.vote(w.alice, one, in_favour);
    for (const auto& sybil : sybils) split.vote(sybil, many, in_favour);
  }
}

TEST_CASE("being there for long earns nothing, and neither do coins") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 10);
  w.next_epoch();
  w.chain.set_balance(w.carol, Word{1} << 200);
  for (int round = 0; round < 5; ++round) {
    const auto id = w.propose(w.alice, motion(w, std::to_string(round)));
    w.to_voting();
    w.vote(w.alice, id, in_favour);
    w.vote(w.carol, id, against);
    w.next_epoch();
    CHECK(w.votes_of(w.carol) == 0);
    CHECK(w.view(w.suite.ledger, "contribution", {6, w.carol}).word.is_zero());
  }
  CHECK(to_integer(w.client.view(w.governor, "tallyAt", {w.carol, w.epoch()})[0].word) == 0);
}

TEST_CASE("an old contribution fades to half in 26 epochs") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 100);
  for (int i = 0; i < 26; ++i) w.next_epoch();
  w.contribute(w.bob, 100);
  w.next_epoch();
  CHECK(w.votes_of(w.alice) == whole / 3);
  CHECK(w.votes_of(w.bob) == 2 * whole / 3);
}

TEST_CASE("what is earned while a vote runs moves no weight in it") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 1);
  w.contribute(w.bob, 1);
  w.next_epoch();
  const auto id = w.propose(w.alice, motion(w, "hurry"));
  w.contribute(w.bob, 1'000'000);  // before the snapshot, in its epoch
  w.to_voting();
  w.contribute(w.bob, 1'000'000);
  w.vote(w.bob, id, against);
  CHECK(w.client.view(w.governor, "proposalVotes", {id})[0].word == ether / Word{2});
  // Adapters, models and tokens change hands; their past does not.
  CHECK(w.refused(w.bob, "castVote", {id, against}).starts_with("GovernorAlreadyCastVote("));
}

TEST_CASE("an empty cooperative decides nothing") {
  GovernedWorld w;
  w.next_epoch();
  const auto id = w.propose(w.carol, motion(w, "vacuum"));  // a thousandth of nothing
  w.to_voting();
  w.vote(w.carol, id, in_favour);
  w.past_voting();
  CHECK(w.state(id) == defeated);
}

TEST_CASE("bonuses go to voters by what they added, once, and the rest moves on") {
  GovernedWorld w;
  w.next_epoch();
  w.contribute(w.alice, 2);
  w.contribute(w.bob, 1);
  w.next_epoch();
  const auto epoch = w.epoch();
  w.send(w.carol, w.governor, "fundBonus", {}, Word{1'000});
  const auto id = w.propose(w.alice, motion(w, "bonus"));
  w.to_voting();
  w.vote(w.alice, id, in_favour);
  w.vote(w.bob, id, in_favour);
  CHECK(w.refused(w.alice, "claimBonus", {epoch}) ==
        "EpochNotOver(epoch: " + std::to_string(epoch) + ")");
  w.next_epoch();
  const auto before = w.chain.balance(w.alice);
  const auto receipt = w.send(w.alice, w.governor, "claimBonus", {epoch});
  CHECK(World::events(w.governor, receipt).at(0) == "BonusClaimed(epoch: " + std::to_string(epoch) +
                                                        ", who: " + abi::to_checksum(w.alice) +
                                                        ", amount: 666)");
  CHECK(w.chain.balance(w.alice) == before + Word{666});
  CHECK(w.refused(w.alice, "claimBonus", {epoch}).starts_with("AlreadyClaimed("));
  CHECK(w.refused(w.carol, "claimBonus", {epoch}) == "NothingToClaim()");
  w.send(w.bob, w.governor, "claimBonus", {epoch});
  CHECK(w.number("totalOwed") == 1);
  CHECK(w.chain.balance(w.governor.address) == Word{1});
  // An epoch without votes gives its pool up at once; one with votes after 26 epochs.
  w.send(w.carol, w.governor, "fundBonus", {}, Word{50});
  const auto idle = w.epoch();
  CHECK(w.refused(w.carol, "rollBonus", {epoch}).starts_with("EpochNotOver("));
  w.next_epoch();
  w.send(w.carol, w.governor, "rollBonus", {idle});
  CHECK(w.number("bonusPool", {w.epoch()}) == 50);
  while (w.epoch() <= epoch + 26) w.next_epoch();
  const auto rolled = w.send(w.carol, w.governor, "rollBonus", {epoch});
  CHECK(World::events(w.governor, rolled).at(0) ==
        "BonusRolled(epoch: " + std::to_string(epoch) + ", amount: 1)");
  CHECK(w.refused(w.carol, "rollBonus", {epoch}) == "NothingToClaim()");
  CHECK(w.number("totalOwed") == 51);
}
