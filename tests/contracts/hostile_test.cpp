// Hostile receivers: one that refuses blocks nobody else, one that calls back gains nothing.
#include "tests/contracts/fake_market.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::to_integer;

namespace {

/// Two operators with 50 wei each at the distributor.
struct Victims : FakeMarket {
  const Deployed& fees = suite.fee_distributor;
  Address attacker = who("attacker");
  Address honest = funded("honest");

  Victims() {
    send(governance, fees, "setOracle", {attacker, true});
    send(governance, fees, "setOracle", {honest, true});
    send(owner, fees, "depositFees", {}, Word{1'000});
  }
};

}  // namespace

TEST_CASE("a receiver that refuses blocks its own claim and nobody else's") {
  Victims w;
  w.chain.set_code(w.attacker, refuser());
  const auto failed = "TransferFailed(to: " + text(w.attacker) + ", amount: 50)";
  CHECK(w.fails(w.attacker, w.fees, "claim") == failed);
  CHECK(w.fails(w.honest, w.fees, "claimFor", {w.attacker}) == failed);
  CHECK(w.number(w.fees, "claimable", {w.attacker}) == 50);
  const auto before = w.chain.balance(w.honest);
  w.send(w.honest, w.fees, "claim");
  CHECK(w.chain.balance(w.honest) - before == Word{50});
  w.send(w.owner, w.fees, "depositFees", {}, Word{1'000});
  CHECK(w.number(w.fees, "claimable", {w.honest}) == 50);
  CHECK(w.number(w.fees, "claimable", {w.attacker}) == 100);
  w.chain.set_code(w.attacker, {});
  w.send(w.honest, w.fees, "claimFor", {w.attacker});
  CHECK(w.chain.balance(w.attacker) == Word{100});
}

TEST_CASE("a receiver that claims again while it is paid gets its share once") {
  Victims w;
  for (const auto& again :
       {World::call_data(w.fees, "claim"), World::call_data(w.fees, "claimFor", {w.attacker}),
        World::call_data(w.fees, "claimTokens", {std::vector<Value>{1}}),
        World::call_data(w.fees, "claimFor", {w.honest}), World::call_data(w.fees, "settle", {1}),
        World::call_data(w.fees, "depositFees")}) {
    const auto snapshot = w.chain.snapshot();
    INFO(to_hex(again));
    w.chain.set_code(w.attacker, calls_back(w.fees.address, again));
    w.send(w.attacker, w.fees, "claim");
    CHECK(w.chain.storage(w.attacker, Word{1}) == Word{1});  // it called back
    CHECK(w.chain.storage(w.attacker, Word{0}) == Word{});   // and was refused
    CHECK(w.chain.balance(w.attacker) == Word{50});
    CHECK(w.chain.balance(w.fees.address) == Word{50});
    CHECK(w.number(w.fees, "claimable", {w.honest}) == 50);
    CHECK(w.number(w.fees, "totalOwed") == 50);

    // One that reverts unless its call back succeeds gets nothing at all.
    w.chain.set_code(w.attacker, insists_on(w.fees.address, again));
    w.send(w.owner, w.fees, "depositFees", {}, Word{1'000});
    CHECK(w.fails(w.attacker, w.fees, "claim") ==
          "TransferFailed(to: " + text(w.attacker) + ", amount: 50)");
    REQUIRE(w.chain.revert_to(snapshot));
  }
}

TEST_CASE("plain coins sent back during a claim are refused") {
  Victims w;
  // Pays one wei to whoever pays it.
  w.chain.set_code(w.attacker,
                   assemble("PUSH1 0; PUSH1 0; PUSH1 0; PUSH1 0; PUSH1 1; CALLER; GAS; CALL; "
                            "PUSH1 1; ADD; PUSH1 0; SSTORE; STOP"));
  w.send(w.attacker, w.fees, "claim");
  CHECK(w.chain.storage(w.attacker, {}) == Word{1});
  CHECK(w.chain.balance(w.attacker) == Word{50});
  CHECK(w.number(w.fees, "totalOwed") == 50);
}

TEST_CASE("a reentrant host, creator and provider each get their share once") {
  FakeMarket w;
  const auto attacker = who("attacker");
  const auto& factory = w.suite.lora_factory;
  const auto adapter = w.adapter(attacker, "a");
  const auto model = tag("model");
  w.adopt(adapter, model, 5'000);
  w.send(w.market, factory, "creditRoyalty", {model}, Word{100});
  w.send(w.owner, factory, "collect", {adapter});
  w.chain.set_code(attacker, calls_back(factory.address, World::call_data(factory, "claim")));
  w.send(attacker, factory, "claim");
  CHECK(w.chain.balance(attacker) == Word{100});
  CHECK(w.chain.storage(attacker, Word{1}) == Word{1});
  CHECK(w.chain.storage(attacker, Word{0}) == Word{});
  CHECK(w.fails(attacker, factory, "claim") == "NothingToClaim()");

  const auto& market = w.suite.marketplace;
  const auto served = w.model(w.owner, Word{10});
  w.send(attacker, market, "joinHost", {served});
  const auto request = w.request(w.owner, served, attacker, 1, Word{10});
  const auto other = w.request(w.owner, served, attacker, 1, Word{10});
  w.send(attacker, market, "completeInference", {request, tag("out")});
  // While it is paid it tries to complete the other request.
  w.chain.set_code(attacker,
                   calls_back(market.address,
                              World::call_data(market, "completeInference", {other, tag("out")})));
  w.send(attacker, market, "claim");
  CHECK(w.chain.balance(attacker) == Word{107});
  CHECK(w.chain.storage(attacker, Word{0}) == Word{});
  CHECK(w.client.view(market, "request", {other})[5].word == Word{1});
  CHECK(w.chain.balance(market.address) == Word{10});
}

TEST_CASE("a token's receiver cannot move or mint tokens while it is asked") {
  FakeMarket w;
  const auto& snap = w.suite.snap;
  const auto receiver = w.funded("receiver");
  w.send(w.owner, snap, "mint", {w.owner}, Word{1'000});
  const auto answer = returns("0x150b7a02" + std::string(56, '0'));
  auto code =
      calls_back(snap.address, World::call_data(snap, "transferFrom", {receiver, w.market, 1}));
  code.pop_back();  // instead of STOP
  code.insert(code.end(), answer.begin(), answer.end());
  w.chain.set_code(receiver, code);
  w.send(w.owner, snap, "safeTransferFrom(address,address,uint256)", {w.owner, receiver, 1});
  CHECK(w.chain.storage(receiver, Word{1}) == Word{1});
  CHECK(w.chain.storage(receiver, Word{0}) == Word{});
  CHECK(w.view(snap, "ownerOf", {1}).address() == receiver);
}

TEST_CASE("a buyer that calls back from its refund finds the sale locked") {
  FakeMarket w;
  const auto& snap = w.suite.snap;
  const auto buyer = w.funded("buyer");
  w.chain.set_code(buyer, calls_back(snap.address, World::call_data(snap, "burn", {1})));
  w.send(buyer, snap, "mint", {buyer}, Word{1'001});
  CHECK(w.chain.storage(buyer, Word{1}) == Word{1});
  CHECK(w.chain.storage(buyer, Word{0}) == Word{});
  CHECK(w.view(snap, "totalSupply").word == Word{1});
}
