// Both splits, previewed for random and edge amounts of the whole range, against exact division.
#include <random>

#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

std::vector<Word> amounts(size_t random_count) {
  std::vector<Word> all = {
      Word{},      Word{1},           Word{2},        Word{3},
      Word{9'999}, Word{10'000},      Word{10'001},   Word{999'999'937},
      ~Word{},     ~Word{} - Word{1}, Word{1} << 255, (Word{1} << 255) - Word{1}};
  std::mt19937_64 random(7);
  for (size_t i = 0; i < random_count; ++i)
    all.push_back(Word{random(), random(), random(), random()} >> (random() % 256));
  return all;
}

/// Every share but the treasury's is floor(amount * bps / 10,000); the treasury takes the rest.
void check_split(World& world, const Deployed& contract, const std::vector<int>& bps,
                 size_t treasury) {
  for (const auto& amount : amounts(2'000)) {
    const auto shares = world.client.view(contract, "previewSplit", {amount});
    REQUIRE(shares.size() == bps.size());
    const Integer whole = to_integer(amount);
    Integer sum = 0;
    for (size_t i = 0; i < shares.size(); ++i) {
      const auto share = to_integer(shares[i].word);
      INFO("amount " << to_decimal(amount) << ", class " << i);
      if (i != treasury) REQUIRE(share == whole * bps[i] / 10'000);
      REQUIRE(share * 10'000 < whole * bps[i] + Integer(10'000) * bps.size());
      sum += share;
    }
    REQUIRE(sum == whole);
  }
}

}  // namespace

TEST_CASE("an inference fee splits 70/15/10/5 for every amount and loses no wei") {
  World world;
  check_split(world, world.suite.marketplace, {7'000, 1'500, 1'000, 500}, 2);
}

TEST_CASE("a bridge fee splits 70/20/10 for every amount and loses no wei") {
  World world;
  check_split(world, world.suite.fee_distributor, {7'000, 2'000, 1'000}, 1);
}
