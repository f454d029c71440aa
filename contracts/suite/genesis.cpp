// Deploys the suite on a chain in the process and writes down the state that comes of it.
#include "contracts/suite/genesis.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace mozi::suite {
namespace {

using nlohmann::ordered_json;

// 500,000,000 SALT: half of the supply.
const Word reward_pool = Word{500'000'000} * Word{1'000'000'000'000'000'000u};
// Administers until the handover, and is in no state afterwards.
const Address founder = Address::from_word(Word{0xf0});

std::string hex(const Word& word) {
  std::string digits = to_hex(word.to_bytes());
  const auto first = digits.find_first_not_of('0', 2);
  return first == std::string::npos ? "0x0" : "0x" + digits.substr(first);
}

/// What governance would have to vote on first: which calls are an emergency's.
void set_classes(Client& client, const Suite& suite) {
  constexpr uint64_t emergency_pause = 6;
  for (const auto* contract : {&suite.marketplace, &suite.snap, &suite.fee_distributor})
    for (const auto* function : {"pause", "extendPause"}) {
      const auto selector = (*contract->interface.find_function(function))->selector();
      client.send(suite.governor.address, suite.governor, "setClass",
                  {contract->address, Bytes(selector.begin(), selector.end()), emergency_pause});
    }
}

ordered_json account(chain::DevChain& chain, const Address& address) {
  const auto* found = chain.world().find(address);
  ordered_json storage = ordered_json::object();
  for (const auto& [key, value] : found->storage.sorted())
    storage[to_hex(Hash::from_word(key))] = to_hex(Hash::from_word(value));
  return {{"nonce", "0x1"},
          {"balance", hex(chain.balance(address))},
          {"code", to_hex(chain.code(address))},
          {"storage", std::move(storage)}};
}

ordered_json config(const GenesisSettings& settings) {
  ordered_json json = {{"chainId", settings.chain_id}};
  for (const auto* block :
       {"homesteadBlock", "eip150Block", "eip155Block", "eip158Block", "byzantiumBlock",
        "constantinopleBlock", "petersburgBlock", "istanbulBlock", "berlinBlock", "londonBlock"})
    json[block] = 0;
  json["terminalTotalDifficulty"] = 0;
  for (const auto* time :
       {"shanghaiTime", "cancunTime", "pragueTime", "osakaTime", "bpo1Time", "bpo2Time"})
    json[time] = 0;
  json["lattice"] = true;
  json["rewardDistributor"] = to_hex(fixed_address("RewardDistributor"));
  return json;
}

}  // namespace

GenesisFiles make_genesis(const GenesisSettings& settings) {
  // Nothing that happens here is anybody's use of a contract, so nothing is counted.
  chain::DevChain chain({.chain_id = settings.chain_id, .lattice = false});
  Client client(chain);
  auto chosen = settings.suite;
  chosen.at_fixed_addresses = true;
  const auto suite = deploy(client, founder, chosen);
  hand_over(client, suite, founder);
  set_classes(client, suite);
  chain.set_balance(suite.reward_distributor.address, reward_pool);

  ordered_json accounts = ordered_json::object();
  ordered_json addresses = ordered_json::object();
  for (const auto* contract : suite.all()) {
    accounts[to_hex(contract->address)] = account(chain, contract->address);
    addresses[contract->name] = abi::to_checksum(contract->address);
  }
  for (const auto& [address, balance] : settings.balances) {
    if (accounts.contains(to_hex(address)))
      throw CallFailed(
          fmt::format("{} is a contract of the suite and gets no balance", to_hex(address)));
    accounts[to_hex(address)] = {{"balance", hex(balance)}};
  }
  const ordered_json genesis = {{"config", config(settings)},
                                {"nonce", "0x0"},
                                {"timestamp", hex(Word{settings.timestamp})},
                                {"extraData", "0x"},
                                {"gasLimit", hex(Word{settings.gas_limit})},
                                {"difficulty", "0x0"},
                                {"baseFeePerGas", "0x3b9aca00"},
                                {"alloc", std::move(accounts)}};
  return {genesis.dump(1) + "\n", addresses.dump(2) + "\n"};
}

}  // namespace mozi::suite
