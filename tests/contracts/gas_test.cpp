// What the two calls that matter most cost in execution: gas inside of the contract, gross of
// refunds.
#include <iostream>

#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// Without the transaction's own price, and with what a refund took off.
uint64_t execution_gas(const chain::Receipt& receipt, const Bytes& data) {
  uint64_t intrinsic = 21'000;
  for (const auto byte : data) intrinsic += byte == 0 ? 4 : 16;
  return receipt.gas_used + receipt.gas_refund - intrinsic;
}

struct Meter : World {
  Address system = parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value();

  Meter() {
    chain.set_balance(system, ether);
    chain.set_balance(suite.reward_distributor.address, Word{500'000'000} * ether);
  }
  uint64_t measure(const Address& from, const Deployed& to, std::string_view function,
                   const Client::Arguments& arguments) {
    return execution_gas(send(from, to, function, arguments), call_data(to, function, arguments));
  }
  /// A request of a fresh model with so many adapters and datasets, served for the first time.
  uint64_t first_service(int adapters, int datasets) {
    const auto owner = funded("owner");
    const auto host = funded("host");
    for (const auto* registry : {&suite.lora_factory, &suite.data_registry})
      send(governance, *registry, "setAttester", {governance, true});
    const auto id = model(owner, Word{1'000'000'007});
    send(host, suite.marketplace, "joinHost", {id});
    for (int i = 0; i < adapters; ++i) {
      const auto name = "adapter " + std::to_string(i);
      const auto creator = funded(name);
      send(creator, suite.lora_factory, "createAdapter",
           {tag("base"), tag(name), 8, "", std::vector<Value>{}, std::vector<Value>{}});
      const auto adapter = hash_of({creator.to_word(), tag("base").to_word(), tag(name).to_word()});
      send(owner, suite.lora_factory, "adopt", {adapter, id});
      send(governance, suite.lora_factory, "attestImprovement", {adapter, id, 0, 4'000 + i});
    }
    for (int i = 0; i < datasets; ++i) {
      const auto name = "dataset " + std::to_string(i);
      send(funded(name), suite.data_registry, "registerDataset", {tag(name), 1'000 + i, ""});
      const auto dataset = hash_of({tag(name).to_word()});
      send(governance, suite.data_registry, "attestQuality", {dataset, 9'000});
      send(owner, suite.data_registry, "linkDataset", {dataset, id});
    }
    const auto request_id = request(funded("app"), id, host, 3, Word{3'000'000'021});
    return measure(host, suite.marketplace, "completeInference", {request_id, tag("out")});
  }
};

}  // namespace

TEST_CASE("a block's reward costs at most 85,000 gas once its producer is known") {
  Meter w;
  const auto producer = who("producer");
  const auto first = w.measure(w.system, w.suite.reward_distributor, "onBlock", {producer, 3});
  w.measure(w.system, w.suite.reward_distributor, "onBlock", {producer, 3});
  uint64_t most = 0;
  // Over a change of the Merkle tree's shape: whatever the entry's index, no slot is new.
  for (int i = 0; i < 40; ++i) {
    const auto gas = w.measure(w.system, w.suite.reward_distributor, "onBlock", {producer, 3});
    if (i >= 32) most = std::max(most, gas);
  }
  std::cout << "onBlock: first " << first << ", steady at most " << most << " gas\n";
  CHECK(most <= 85'000);
}

TEST_CASE("a service with two adapters and a dataset costs at most 600,000 gas the first time") {
  Meter w;
  const auto gas = w.first_service(2, 1);
  std::cout << "completeInference, 2 adapters, 1 dataset, first: " << gas << " gas\n";
  CHECK(gas <= 600'000);
}

TEST_CASE("the most that a model can have fits a transaction") {
  Meter w;
  const auto gas = w.first_service(16, 16);
  std::cout << "completeInference, 16 adapters, 16 datasets, first: " << gas << " gas\n";
  CHECK(gas <= 12'000'000);
}
