// RewardDistributor: every block's part of the pool, to the wei, and who may have it.
#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

const Integer pool = Integer(500'000'000) * boost::multiprecision::pow(Integer(10), 18);
const Word pool_wei = Word{500'000'000} * ether;
// floor(1e18 * 2^(k/26)), computed apart from the contract by taking 26th roots.
Integer growth(uint64_t age) {
  const Integer radicand = boost::multiprecision::pow(Integer(10), 18 * 26) << (age % 26);
  Integer low = 0;
  Integer high = Integer(1) << 62;
  while (high - low > 1) {
    const Integer middle = (low + high) / 2;
    (boost::multiprecision::pow(middle, 26) <= radicand ? low : high) = middle;
  }
  return low << (age / 26);
}

struct Rewards : World {
  const Deployed& rewards = suite.reward_distributor;
  Address system = parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value();
  Address alice = funded("alice");
  Address bob = funded("bob");

  explicit Rewards(const suite::Settings& settings = {}) : World(settings) {
    chain.set_balance(system, ether);
    chain.set_balance(rewards.address, pool_wei);
  }
  chain::Receipt block(const Address& producer, uint64_t blue = 1) {
    return send(system, rewards, "onBlock", {producer, blue});
  }
  Integer number(std::string_view function, const Client::Arguments& arguments = {}) {
    return to_integer(view(rewards, function, arguments).word);
  }
  std::vector<Integer> tally(const Address& who, uint64_t epoch) {
    const auto both = client.view(rewards, "tallyAt", {who, epoch});
    return {to_integer(both[0].word), to_integer(both[1].word)};
  }
};

std::string text(const Address& a) {
  return abi::to_checksum(a);
}

}  // namespace

TEST_CASE("the parts of the pool are whole wei and sum to the pool") {
  for (const uint64_t blocks : {1u, 7u, 1'000u}) {
    Rewards w({.rewarded_blocks = blocks});
    Integer sum = 0;
    for (uint64_t n = 1; n <= blocks; ++n) sum += w.number("rewardAt", {n});
    CHECK(sum == pool);
    CHECK(w.number("rewardAt", {0}) == 0);
    CHECK(w.number("rewardAt", {blocks + 1}) == 0);
  }
  Rewards w;
  const uint64_t all = 157'788'000;
  for (const uint64_t n : {uint64_t{1}, uint64_t{2}, all / 3, all - 1, all})
    CHECK(w.number("rewardAt", {n}) == pool * n / all - pool * (n - 1) / all);
  CHECK(w.number("rewardAt", {~uint64_t{0}}) == 0);
}

TEST_CASE("a block credits its producer, is counted, recorded and announced") {
  Rewards w;
  const auto receipt = w.block(w.alice, 3);
  const auto reward = w.number("rewardAt", {1});
  CHECK(World::events(w.rewards, receipt) ==
        std::vector<std::string>{"BlockRewarded(producer: " + text(w.alice) +
                                 ", n: 1, reward: " + reward.str() + ", blueScoreDelta: 3)"});
  w.block(w.alice, 4);
  w.block(w.bob, 0);
  CHECK(w.number("blocksRewarded") == 3);
  CHECK(w.number("minted") == pool * 3 / 157'788'000);
  CHECK(w.number("blocksProduced", {w.alice}) == 2);
  CHECK(w.number("blueScore", {w.alice}) == 7);
  CHECK(w.number("blocksProduced", {w.bob}) == 1);
  CHECK(w.number("claimable", {w.alice}) == pool * 2 / 157'788'000);
  CHECK(w.number("totalOwed") == w.number("minted"));
  CHECK(w.view(w.suite.ledger, "contribution", {0, w.alice}).word == Word{2});
  CHECK(w.view(w.suite.ledger, "contribution", {0, w.bob}).word == Word{1});
}

TEST_CASE("only the block processor reports blocks") {
  Rewards w;
  CHECK(w.fails(w.alice, w.rewards, "onBlock", {w.alice, 1}) ==
        "NotSystem(caller: " + text(w.alice) + ")");
  CHECK(w.fails(w.governance, w.rewards, "onBlock", {w.alice, 1}) ==
        "NotSystem(caller: " + text(w.governance) + ")");
}

TEST_CASE("a block without a producer is the treasury's, who gains no weight by it") {
  Rewards w;
  const auto treasury = w.suite.treasury.address;
  const auto receipt = w.block({}, 9);
  CHECK(World::events(w.rewards, receipt)
            .at(0)
            .starts_with("BlockRewarded(producer: " + text(Address{}) + ", n: 1, "));
  CHECK(w.number("claimable", {treasury}) == w.number("rewardAt", {1}));
  for (const auto& who : {treasury, Address{}}) {
    CHECK(w.number("blueScore", {who}) == 0);
    CHECK(w.number("blocksProduced", {who}) == 0);
    CHECK(w.tally(who, 0) == std::vector<Integer>{0, 0});
  }
  CHECK(w.view(w.suite.ledger, "entryCount").word.is_zero());
  w.send(w.bob, w.rewards, "claimFor", {treasury});
  CHECK(to_integer(w.chain.balance(treasury)) == w.number("rewardAt", {1}));
}

TEST_CASE("after the last part blocks count and nothing is credited") {
  Rewards w({.rewarded_blocks = 2});
  for (int i = 0; i < 4; ++i) w.block(w.alice, 5);
  CHECK(w.number("blocksRewarded") == 4);
  CHECK(w.number("minted") == pool);
  CHECK(w.number("claimable", {w.alice}) == pool);
  CHECK(w.number("blueScore", {w.alice}) == 20);
  w.send(w.alice, w.rewards, "claim");
  CHECK(w.number("totalOwed") == 0);
  CHECK(w.chain.balance(w.rewards.address).is_zero());
  CHECK_FALSE(w.block(w.alice, 1).logs.empty());  // with nothing left to hold
}

TEST_CASE("a claim pays all of it, once, and anyone may trigger it") {
  Rewards w;
  w.block(w.alice);
  const auto reward = w.view(w.rewards, "claimable", {w.alice}).word;
  const auto before = w.chain.balance(w.alice);
  const auto receipt = w.send(w.bob, w.rewards, "claimFor", {w.alice});
  CHECK(World::events(w.rewards, receipt) ==
        std::vector<std::string>{"Claimed(who: " + text(w.alice) +
                                 ", amount: " + to_decimal(reward) + ")"});
  CHECK(w.chain.balance(w.alice) == before + reward);
  CHECK(w.fails(w.alice, w.rewards, "claim") == "NothingToClaim()");
  CHECK(w.number("totalOwed") == 0);
  w.block(w.alice);
  w.chain.set_code(w.alice, refuser());
  CHECK(w.fails(w.bob, w.rewards, "claimFor", {w.alice}).starts_with("TransferFailed("));
}

TEST_CASE("a pool that cannot pay refuses the block and stays as it is") {
  Rewards w({.rewarded_blocks = 10});
  const auto reward = w.number("rewardAt", {1});
  Word needed;
  REQUIRE(parse_word(reward.str(), needed));
  w.chain.set_balance(w.rewards.address, needed - Word{1});
  CHECK(w.fails(w.system, w.rewards, "onBlock", {w.alice, 1}) ==
        "PoolUnderfunded(needed: " + reward.str() + ", held: " + Integer(reward - 1).str() + ")");
  CHECK(w.number("blocksRewarded") == 0);
  const auto funded = w.send(w.bob, w.rewards, "fund", {}, Word{1});
  CHECK(World::events(w.rewards, funded) ==
        std::vector<std::string>{"Funded(from: " + text(w.bob) + ", amount: 1)"});
  w.block(w.alice);
  // What is owed is not held for the next block.
  CHECK(w.fails(w.system, w.rewards, "onBlock", {w.alice, 1}) ==
        "PoolUnderfunded(needed: " + reward.str() + ", held: 0)");
}

TEST_CASE("what is more than the pool goes to the treasury") {
  Rewards w({.rewarded_blocks = 10});
  CHECK(w.fails(w.alice, w.rewards, "sweepExcess") == "NothingToClaim()");
  w.block(w.alice);
  w.client.transfer(w.bob, w.rewards.address, Word{41});
  w.send(w.bob, w.rewards, "fund", {}, Word{1});
  w.send(w.alice, w.rewards, "sweepExcess");
  CHECK(w.chain.balance(w.suite.treasury.address) == Word{42});
  CHECK(w.chain.balance(w.rewards.address) == pool_wei);
  CHECK(w.fails(w.alice, w.rewards, "sweepExcess") == "NothingToClaim()");
  w.send(w.alice, w.rewards, "claim");
  CHECK(w.fails(w.alice, w.rewards, "sweepExcess") == "NothingToClaim()");
}

TEST_CASE("a ledger that fails stops no block") {
  Rewards w;
  w.send(w.governance, w.suite.ledger, "setRecorder", {0, w.rewards.address, false});
  const auto receipt = w.block(w.alice);
  CHECK(World::events(w.rewards, receipt).at(1) ==
        "RecordSkipped(kind: 0, contributor: " + text(w.alice) + ", amount: 1)");
  CHECK(w.number("blocksProduced", {w.alice}) == 1);
}

TEST_CASE("the tally decays by halves every 26 epochs and keeps its past") {
  constexpr uint64_t length = 50;
  Rewards w({.governance_epoch = length});
  const uint64_t first = w.chain.number() / length;
  REQUIRE(first == 0);  // deployed in the first epoch
  std::map<uint64_t, std::pair<Integer, Integer>> sums;
  Integer mine = 0;
  Integer all = 0;
  // Past 256 epochs, so that a second word of marks is in use.
  for (uint64_t step = 0; step < 60; ++step) {
    w.chain.mine(step % 7 == 0 ? 37 * length : step % 3);
    const uint64_t epoch = (w.chain.number() + 1) / length;
    const bool is_alice = step % 5 != 0;
    const uint64_t score = step * 31 % 29;
    w.block(is_alice ? w.alice : w.bob, score);
    CHECK(w.number("g", {epoch}) == growth(epoch));
    all += growth(epoch) * score;
    if (is_alice) mine += growth(epoch) * score;
    sums[epoch] = {mine, all};
  }
  REQUIRE(sums.rbegin()->first > 256);
  std::pair<Integer, Integer> last{0, 0};
  for (uint64_t epoch = 0; epoch <= sums.rbegin()->first + 3; ++epoch) {
    if (sums.contains(epoch)) last = sums.at(epoch);
    if (epoch % 16 != 0 && !sums.contains(epoch) && !sums.contains(epoch + 1)) continue;
    INFO("epoch " << epoch);
    CHECK(w.tally(w.alice, epoch) == std::vector<Integer>{last.first, last.second});
  }
  CHECK(w.tally(w.alice, ~uint64_t{0}) == std::vector<Integer>{last.first, last.second});
  CHECK(w.tally(who("nobody"), 500) == std::vector<Integer>{0, last.second});
  CHECK(w.number("g", {26}) == 2 * w.number("g", {0}));
  CHECK(w.number("g", {2'600}) == w.number("g", {10'000}));
}

TEST_CASE("the constructor refuses zeros") {
  World w;
  const auto make = [&](const Address& governance, const Address& ledger, const Address& treasury,
                        uint64_t blocks, uint64_t epoch) {
    try {
      w.client.deploy(w.governance, "RewardDistributor",
                      {governance, ledger, treasury, blocks, epoch});
    } catch (const suite::CallFailed& failure) {
      return std::string(failure.what())
          .substr(std::string("RewardDistributor.constructor: ").size());
    }
    return std::string();
  };
  const Address some = who("some");
  CHECK(make({}, some, some, 1, 1) == "ZeroAddress()");
  CHECK(make(some, {}, some, 1, 1) == "ZeroAddress()");
  CHECK(make(some, some, {}, 1, 1) == "ZeroAddress()");
  CHECK(make(some, some, some, 0, 1) == "BadTotalBlocks()");
  CHECK(make(some, some, some, 1, 0) == "BadEpochLength()");
  CHECK(make(some, some, some, 1, 1).empty());
}
