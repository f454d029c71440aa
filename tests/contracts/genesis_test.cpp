// The genesis of a chain with the cooperative: what it says, read by the node's own reader.
#include "contracts/suite/genesis.hpp"

#include "tests/contracts/world.hpp"
#include "tools/genesis/genesis.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

genesis::Genesis read(const suite::GenesisFiles& files) {
  return genesis::parse_genesis(nlohmann::json::parse(files.genesis)).value();
}

}  // namespace

TEST_CASE("a genesis has the suite at its addresses, wired and governed by the governor") {
  const auto friend_of = who("friend");
  const auto files = suite::make_genesis({.chain_id = 77, .balances = {{friend_of, ether}}});
  auto genesis = read(files);
  CHECK(genesis.config.chain_id == Word{77});
  const auto rewards = suite::fixed_address("RewardDistributor");
  REQUIRE(genesis.config.reward_distributor == rewards);
  CHECK(genesis.world.find(friend_of)->balance == ether);
  CHECK(genesis.world.size() == 12);
  CHECK(genesis.world.find(rewards)->balance == Word{500'000'000} * ether);

  // The same accounts on a chain in the process answer as deployed contracts do.
  chain::DevChain chain({.chain_id = 77});
  for (const auto& address : genesis.world.addresses()) {
    const auto* account = genesis.world.find(address);
    const auto code = genesis.world.code_of(address);
    chain.set_balance(address, account->balance);
    chain.set_nonce(address, account->nonce);
    chain.set_code(address, {code.begin(), code.end()});
    for (const auto& [key, value] : account->storage.sorted())
      chain.set_storage(address, key, value);
  }
  Client client(chain);
  const auto addresses = nlohmann::json::parse(files.addresses);
  CHECK(addresses.size() == 11);
  const auto at = [&](const std::string& name) {
    CHECK(addresses.at(name) == abi::to_checksum(suite::fixed_address(name)));
    return Deployed{name, suite::fixed_address(name), suite::interface_of(name)};
  };
  const auto governor = at("GovernorVault");
  for (const auto& [name, address] : addresses.items())
    if (name != "GovernorVault")
      CHECK(client.view(at(name), "governance")[0].address() == governor.address);
  const auto ledger = at("ContributionLedger");
  const char* recorders[] = {"RewardDistributor", "McpMarketplace", "LoRAFactory",  "DataRegistry",
                             "DeveloperFund",     "FeeDistributor", "GovernorVault"};
  for (uint64_t kind = 0; kind < 7; ++kind)
    CHECK(
        client.view(ledger, "isRecorder", {kind, suite::fixed_address(recorders[kind])})[0].word ==
        Word{1});
  CHECK(client.view(at("SnapNFT"), "feeDistributor")[0].address() ==
        suite::fixed_address("FeeDistributor"));
  for (const auto* registry : {"LoRAFactory", "DataRegistry"})
    CHECK(client.view(at(registry), "marketplace")[0].address() ==
          suite::fixed_address("McpMarketplace"));
  const auto pause = (*suite::interface_of("McpMarketplace").find_function("pause"))->selector();
  CHECK(client
            .view(governor, "classOf",
                  {suite::fixed_address("McpMarketplace"), Bytes(pause.begin(), pause.end())})[0]
            .word == Word{6});

  // And it rewards blocks.
  const auto system = parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value();
  chain.set_balance(system, ether);
  client.send(system, at("RewardDistributor"), "onBlock", {friend_of, 1});
  CHECK(client.view(at("RewardDistributor"), "claimable", {friend_of})[0].word ==
        client.view(at("RewardDistributor"), "rewardAt", {1})[0].word);
}

TEST_CASE("a genesis is the same each time, and refuses balances for its contracts") {
  CHECK(suite::make_genesis({}).genesis == suite::make_genesis({}).genesis);
  CHECK_THROWS_AS(suite::make_genesis({.balances = {{suite::fixed_address("Treasury"), ether}}}),
                  suite::CallFailed);
}
