// Best-effort records: no failure of the ledger stops money, and nobody can drop a record by
// choice.
#include "tests/contracts/fake_market.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

struct Records : FakeMarket {
  Address holder = funded("holder");
  Hash model = tag("model");

  void mint_and_earn(const Word& fee) {
    send(holder, suite.snap, "mint", {holder}, Word{1'000});
    send(owner, suite.fee_distributor, "depositFees", {}, fee);
  }
  void forbid(uint64_t kind, const Deployed& recorder) {
    send(governance, suite.ledger, "setRecorder", {kind, recorder.address, false});
  }
};

}  // namespace

TEST_CASE(
    "without the right to record, bridge money flows and the record is announced as skipped") {
  Records w;
  const auto& fees = w.suite.fee_distributor;
  w.mint_and_earn(ether);
  w.forbid(5, fees);
  const auto receipt = w.send(w.owner, fees, "settle", {1});
  CHECK(World::events(fees, receipt) ==
        std::vector<std::string>{
            "Settled(tokenId: 1, owner: " + text(w.holder) + ", amount: 700000000000000000)",
            "RecordSkipped(kind: 5, contributor: " + text(w.holder) + ", amount: 700000)"});
  CHECK(w.number(fees, "claimable", {w.holder}) == 700'000'000'000'000'000);
  CHECK(w.number(w.suite.ledger, "entryCount") == 0);
  w.send(w.owner, fees, "depositFees", {}, ether);
  w.send(w.holder, w.suite.snap, "transferFrom", {w.holder, w.owner, 1});
  CHECK(w.number(fees, "claimable", {w.holder}) == 1'400'000'000'000'000'000);
}

TEST_CASE(
    "without the right to record, royalties and licences flow, each skipped entry announced") {
  Records w;
  const auto& factory = w.suite.lora_factory;
  const auto& data = w.suite.data_registry;
  const auto other = w.funded("other");
  const auto a = w.adapter(w.holder, "a");
  const auto b = w.adapter(other, "b");
  w.adopt(a, w.model, 5'000);
  w.adopt(b, w.model, 5'000);
  const auto d = w.dataset(other, "d", 1);
  w.send(w.owner, data, "linkDataset", {d, w.model});
  w.send(w.attesters[0], data, "attestQuality", {d, 1});
  w.forbid(2, factory);
  w.forbid(3, data);
  CHECK(World::events(factory, w.send(w.market, factory, "creditRoyalty", {w.model}, Word{10})) ==
        std::vector<std::string>{
            "RoyaltyCredited(modelId: " + text(w.model) + ", amount: 10)",
            "RecordSkipped(kind: 2, contributor: " + text(w.holder) + ", amount: 1)",
            "RecordSkipped(kind: 2, contributor: " + text(other) + ", amount: 1)"});
  CHECK(World::events(data, w.send(w.market, data, "creditLicence", {w.model}, Word{10})) ==
        std::vector<std::string>{
            "LicenceCredited(modelId: " + text(w.model) + ", amount: 10)",
            "RecordSkipped(kind: 3, contributor: " + text(other) + ", amount: 1)"});
  CHECK(w.number(factory, "owed", {a}) == 5);
  CHECK(w.number(data, "owed", {d}) == 10);
}

TEST_CASE("without the right to record, an inference is served and paid") {
  World w;
  const auto owner = w.funded("owner");
  const auto host = w.funded("host");
  const auto& market = w.suite.marketplace;
  const auto model = w.model(owner, Word{1'000});
  w.send(host, market, "joinHost", {model});
  const auto request = w.request(owner, model, host, 3, Word{3'000});
  w.send(w.governance, w.suite.ledger, "setRecorder", {1, market.address, false});
  const auto receipt = w.send(host, market, "completeInference", {request, tag("out")});
  CHECK(World::events(market, receipt).back() ==
        "RecordSkipped(kind: 1, contributor: " + text(host) + ", amount: 3)");
  CHECK(w.view(market, "claimable", {host}).word == Word{2'100});
}

TEST_CASE("a ledger that is no contract stops nothing") {
  Records w;
  auto fees =
      w.client.deploy(w.governance, "FeeDistributor",
                      {w.governance, w.market, w.suite.treasury.address, who("nobody's ledger")});
  // The market stands in for SNAP here.
  w.send(w.market, fees, "onSnapTransfer", {Address{}, w.holder, 1});
  w.send(w.owner, fees, "depositFees", {}, ether);
  CHECK(World::events(fees, w.send(w.owner, fees, "settle", {1})).back() ==
        "RecordSkipped(kind: 5, contributor: " + text(w.holder) + ", amount: 700000)");
  CHECK(w.number(fees, "claimable", {w.holder}) == 700'000'000'000'000'000);
}

TEST_CASE("no gas limit drops a record: the call is refused or everything is recorded") {
  Records w;
  const auto& fees = w.suite.fee_distributor;
  w.mint_and_earn(ether);
  const auto snapshot = w.chain.snapshot();
  size_t refused = 0;
  size_t served = 0;
  for (uint64_t gas = 60'000; gas < 700'000; gas += 2'003) {
    INFO("gas limit " << gas);
    const auto receipt = w.send_with_gas(gas, w.owner, fees, "settle", {1});
    const auto recorded = w.number(w.suite.ledger, "contribution", {5, w.holder});
    const auto claimable = w.number(fees, "claimable", {w.holder});
    if (receipt.ok()) {
      ++served;
      REQUIRE(recorded == 700'000);
      REQUIRE(claimable == 700'000'000'000'000'000);
    } else {
      if (Client::explain(fees, receipt) == "InsufficientGas()") ++refused;
      REQUIRE(recorded == 0);
      REQUIRE(claimable == 0);
    }
    REQUIRE(w.chain.revert_to(snapshot));
  }
  CHECK(refused > 20);
  CHECK(served > 20);
}

TEST_CASE("a batch demands the gas of all its records") {
  Records w;
  const auto& factory = w.suite.lora_factory;
  for (const auto* name : {"a", "b", "c"}) w.adopt(w.adapter(w.funded(name), name), w.model, 5'000);
  const auto short_of =
      w.send_with_gas(1'000'000, w.market, factory, "creditRoyalty", {w.model}, Word{9});
  CHECK(Client::explain(factory, short_of) == "InsufficientGas()");
  CHECK(w.send_with_gas(1'600'000, w.market, factory, "creditRoyalty", {w.model}, Word{9}).ok());
  CHECK(w.number(w.suite.ledger, "total", {2}) == 3);
}
