// Which rules hold when, by the names of networks.
#include "vm/chain/chain_config.hpp"

#include <catch2/catch.hpp>

using namespace mozi;
using namespace mozi::chain;

namespace {

Fork fork_at(const ChainConfig& config, const Position& position) {
  return config.forks.rules_at(position).fork;
}

}  // namespace

TEST_CASE("a network of one fork has its rules for ever") {
  const auto config = config_of_network("ConstantinopleFix").value();
  CHECK(fork_at(config, {}) == Fork::petersburg);
  CHECK(fork_at(config, {~uint64_t{0}, ~uint64_t{0}, ~Word{}}) == Fork::petersburg);
}

TEST_CASE("a transition at a block changes the rules there") {
  const auto config = config_of_network("FrontierToHomesteadAt5").value();
  CHECK(fork_at(config, {4, 1'000'000, ~Word{}}) == Fork::frontier);
  CHECK(fork_at(config, {5, 0, {}}) == Fork::homestead);
  CHECK_FALSE(config.dao_fork);
}

TEST_CASE("a transition at a time changes the rules there") {
  const auto config = config_of_network("CancunToPragueAtTime15k").value();
  CHECK(fork_at(config, {1'000'000, 14'999, {}}) == Fork::cancun);
  CHECK(fork_at(config, {1, 15'000, {}}) == Fork::prague);
}

TEST_CASE("a transition at a total difficulty changes the rules after it") {
  const auto config = config_of_network("ArrowGlacierToParisAtDiffC0000").value();
  CHECK(fork_at(config, {9, 9, 0xbffff}) == Fork::london);
  CHECK(config.forks.rules_at({}).bomb_delay == 10'700'000);
  CHECK(fork_at(config, {9, 9, 0xc0000}) == Fork::paris);
}

TEST_CASE("the DAO fork is Homestead with a date") {
  const auto config = config_of_network("HomesteadToDaoAt5").value();
  CHECK(fork_at(config, {5, 0, {}}) == Fork::homestead);
  CHECK(config.dao_fork == uint64_t{5});
}

TEST_CASE("blob parameters of a chain override those of a fork") {
  const std::vector<BlobSchedule> blobs = {{"BPO1", 3, 4, 5}, {"osaka", 1, 2, 0}};
  const auto config = config_of_network("OsakaToBPO1AtTime15k", blobs).value();
  CHECK(config.forks.rules_at({1, 0, {}}).blob_target ==
        6);  // an update fraction of 0 says nothing
  const isa::Rules& rules = config.forks.rules_at({1, 15'000, {}});
  CHECK(rules.blob_target == 3);
  CHECK(rules.blob_max == 4);
  CHECK(rules.blob_update_fraction == 5);
  CHECK(rules_by_name("bpo3")->blob_max == 32);
}

TEST_CASE("a network that is none is named in the error") {
  for (const char* name :
       {"", "Glamsterdam", "FrontierTo", "FrontierToHomestead", "FrontierToHomesteadAt",
        "FrontierToHomesteadAt5x", "ToAt5", "FrontierToNowhereAt5", "AtTo"}) {
    CAPTURE(name);
    const auto config = config_of_network(name);
    REQUIRE_FALSE(config);
    CHECK(config.error().message.ends_with("got '" + std::string(name) + "'"));
  }
}
