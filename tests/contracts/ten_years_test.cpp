// Ten years of block rewards: 157,788,000 blocks that sum to half of all SALT, to the wei.
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

const Integer pool = Integer(500'000'000) * boost::multiprecision::pow(Integer(10), 18);
constexpr uint64_t all_blocks = 157'788'000;

struct Decade : World {
  const Deployed& rewards = suite.reward_distributor;
  Address system = parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value();
  std::vector<Address> producers = {who("p0"), who("p1"), who("p2"), who("p3")};
  std::map<Address, Integer> credited;
  Integer sum = 0;
  uint64_t n = 0;

  Decade() {
    chain.set_balance(system, ether);
    chain.set_balance(rewards.address, Word{500'000'000} * ether);
  }
  void block() {
    const auto& producer = producers[n * 7 % producers.size()];
    send(system, rewards, "onBlock", {producer, 1 + n % 5});
    ++n;
    const Integer reward =
        n > all_blocks ? Integer(0) : Integer(pool * n / all_blocks - pool * (n - 1) / all_blocks);
    credited[producer] += reward;
    sum += reward;
  }
  void check() {
    INFO("block " << n);
    const auto number = [&](std::string_view function, const Client::Arguments& arguments = {}) {
      return to_integer(view(rewards, function, arguments).word);
    };
    REQUIRE(number("blocksRewarded") == n);
    REQUIRE(number("minted") == sum);
    REQUIRE(sum == pool * std::min(n, all_blocks) / all_blocks);
    REQUIRE(sum <= pool);
    for (const auto& producer : producers)
      REQUIRE(number("claimable", {producer}) == credited[producer]);
    REQUIRE(number("totalOwed") == sum);
    REQUIRE(to_integer(chain.balance(rewards.address)) == pool);
  }
  /// Goes to after block `to` by writing what the blocks between would have left: the count, and
  /// their rewards with the first producer.
  void jump(uint64_t to) {
    const Integer rest = pool * to / all_blocks - pool * n / all_blocks;
    const auto progress = slot(rewards, "progress");
    const auto counted = chain.storage(rewards.address, progress);
    const Word low = ~(~Word{} << 64);
    chain.set_storage(rewards.address, progress, (counted & ~low) | Word{to});
    const auto key = hash_of({producers[0].to_word(), slot(rewards, "producers")}).to_word();
    Word added;
    REQUIRE(parse_word(rest.str(), added));
    chain.set_storage(rewards.address, key, chain.storage(rewards.address, key) + added);
    credited[producers[0]] += rest;
    sum += rest;
    n = to;
  }
};

}  // namespace

TEST_CASE("ten years of rewards are 500,000,000 SALT and never more") {
  Decade w;
  for (int i = 0; i < 1'500; ++i) {
    w.block();
    if (i % 50 == 0) w.check();
  }
  for (const uint64_t to :
       {uint64_t{1'000'000}, uint64_t{43'210'987}, all_blocks / 2, all_blocks - 1'500}) {
    w.jump(to);
    w.check();
    for (int i = 0; i < 60; ++i) w.block();
    w.check();
  }
  while (w.n < all_blocks + 40) {
    w.block();
    if (w.n % 50 == 0 || w.n >= all_blocks - 2) w.check();
  }
  REQUIRE(w.sum == pool);
  for (const auto& producer : w.producers) w.send(w.system, w.rewards, "claimFor", {producer});
  CHECK(w.chain.balance(w.rewards.address).is_zero());
}

TEST_CASE("jumping over blocks leaves what calling for each would") {
  Decade called;
  Decade jumped;
  called.producers = jumped.producers = {who("p0")};
  for (int i = 0; i < 20; ++i) called.block();
  for (int i = 0; i < 5; ++i) jumped.block();
  jumped.jump(17);
  for (int i = 0; i < 3; ++i) jumped.block();
  called.check();
  jumped.check();
  CHECK(called.credited == jumped.credited);
  const auto progress = World::slot(called.rewards, "progress");
  CHECK(called.chain.storage(called.rewards.address, progress) ==
        jumped.chain.storage(jumped.rewards.address, progress));
}

TEST_CASE("every part is one of two whole numbers of wei") {
  Decade w;
  const Integer floor = pool / all_blocks;
  uint64_t state = 1;
  for (int i = 0; i < 300; ++i) {
    state = state * 6'364'136'223'846'793'005u + 1;
    const auto reward =
        to_integer(w.view(w.rewards, "rewardAt", {1 + (state >> 20) % all_blocks}).word);
    CHECK((reward == floor || reward == floor + 1));
  }
}
