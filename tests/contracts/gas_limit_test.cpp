// Whatever gas limit a caller chooses, a split happens as a whole or not at all.
#include <functional>

#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// A call under limits from what a transaction costs anyway to what is surely enough.
struct Sweep : World {
  struct Call {
    Address from;
    const Deployed* to;
    std::string function;
    Client::Arguments arguments;
    Word value;
  };

  /// Everything a split moves: balances, and every contract's storage.
  state::WorldState state_without(const Address& sender) {
    auto copy = chain.world();
    copy.erase(sender);
    copy.erase(parse_address("0x0000000000000000000000000000000000000300").value());
    return copy;
  }

  void check(const Call& call, uint64_t stride) {
    const auto before = chain.snapshot();
    const auto untouched = state_without(call.from);
    const auto full = send(call.from, *call.to, call.function, call.arguments, call.value);
    const auto done = state_without(call.from);
    const auto logs = full.logs;
    REQUIRE(chain.revert_to(before));
    uint64_t least = 0;
    uint64_t tried = 0;
    // From below what its call data costs, to far above success.
    for (uint64_t gas = 21'000; least == 0 || gas < least + 400'000;
         gas += least == 0 ? stride : 40 * stride + 1) {
      auto request = chain::Request{.from = call.from,
                                    .to = call.to->address,
                                    .data = call_data(*call.to, call.function, call.arguments),
                                    .value = call.value,
                                    .gas = gas};
      const auto receipt = chain.send(std::move(request));
      if (!receipt) continue;  // below the intrinsic cost: no block takes it
      ++tried;
      if (!receipt->ok()) {
        REQUIRE(least == 0);  // what is enough stays enough
        REQUIRE(receipt->logs.empty());
        if (tried % 512 == 0) REQUIRE(state_without(call.from) == untouched);
        continue;
      }
      if (least == 0) {
        least = gas;
        REQUIRE(chain.revert_to(before));
        continue;
      }
      INFO("gas " << gas);
      REQUIRE(receipt->logs.size() == logs.size());
      REQUIRE(state_without(call.from) == done);
      REQUIRE(chain.revert_to(before));
    }
    REQUIRE(tried > 200);
  }
};

}  // namespace

TEST_CASE("a bridge fee under every gas limit is shared whole or not at all") {
  Sweep w;
  const auto owner = w.funded("owner");
  const auto bridge = w.funded("bridge");
  w.send(owner, w.suite.snap, "mint", {owner}, Word{1'000});
  w.send(w.governance, w.suite.fee_distributor, "setOracle", {w.funded("oracle"), true});
  w.check({bridge, &w.suite.fee_distributor, "depositFees", {}, Word{1'000'003}}, 1);
}

TEST_CASE("a service's fee is split whole or not at all under every gas limit") {
  Sweep w;
  const auto owner = w.funded("owner");
  const auto host = w.funded("host");
  for (const auto* registry : {&w.suite.lora_factory, &w.suite.data_registry})
    w.send(w.governance, *registry, "setAttester", {w.governance, true});
  const auto model = w.model(owner, Word{1'000'003});
  w.send(host, w.suite.marketplace, "joinHost", {model});
  w.send(owner, w.suite.lora_factory, "createAdapter",
         {tag("base"), tag("a"), 8, "", std::vector<Value>{}, std::vector<Value>{}});
  const auto adapter = hash_of({owner.to_word(), tag("base").to_word(), tag("a").to_word()});
  w.send(owner, w.suite.lora_factory, "adopt", {adapter, model});
  w.send(w.governance, w.suite.lora_factory, "attestImprovement", {adapter, model, 0, 4'000});
  w.send(owner, w.suite.data_registry, "registerDataset", {tag("d"), 7, ""});
  const auto dataset = hash_of({tag("d").to_word()});
  w.send(w.governance, w.suite.data_registry, "attestQuality", {dataset, 10'000});
  w.send(owner, w.suite.data_registry, "linkDataset", {dataset, model});
  const auto request = w.request(w.funded("app"), model, host, 1, Word{1'000'003}, 1'000'000'000);
  // A stride below any call's price in gas: no boundary between two effects is missed.
  w.check({host, &w.suite.marketplace, "completeInference", {request, tag("out")}, {}}, 83);
}

TEST_CASE("a block's reward is credited whole or not at all under every gas limit") {
  Sweep w;
  const auto system = parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value();
  w.chain.set_balance(system, ether);
  w.chain.set_balance(w.suite.reward_distributor.address, Word{500'000'000} * ether);
  w.check({system, &w.suite.reward_distributor, "onBlock", {who("producer"), 2}, {}}, 23);
}

TEST_CASE("a claim pays all or nothing under every gas limit") {
  Sweep w;
  const auto oracle = w.funded("oracle");
  w.send(w.governance, w.suite.fee_distributor, "setOracle", {oracle, true});
  w.send(oracle, w.suite.fee_distributor, "depositFees", {}, Word{1'000'003});
  w.check({w.funded("anyone"), &w.suite.fee_distributor, "claimFor", {oracle}, {}}, 1);
}
