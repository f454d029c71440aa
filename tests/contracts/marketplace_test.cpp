// McpMarketplace: models, hosts, requests, and the split of a fee.
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

struct Market : World {
  Address owner = funded("owner");
  Address host = funded("host");
  Address requester = funded("requester");
  const Deployed& market = suite.marketplace;
  Hash id = model(owner, Word{1'001});

  Market() { send(host, market, "joinHost", {id}); }
  std::string hex(const Hash& h) const { return to_hex(h); }
  std::string hex(const Address& a) const { return abi::to_checksum(a); }
};

}  // namespace

TEST_CASE("a model's id is the hash of its owner and weights, so that nobody can take it first") {
  Market w;
  const auto weights = tag("other weights");
  const auto expected = hash_of({w.host.to_word(), weights.to_word()});
  CHECK(w.fails(w.host, w.market, "registerModel", {w.id, weights, 1, ""}) ==
        "ModelExists(modelId: " + w.hex(w.id) + ")");
  CHECK(w.fails(w.host, w.market, "registerModel", {tag("x"), weights, 1, ""}) ==
        "BadModelId(expected: " + w.hex(expected) + ")");
  CHECK(w.fails(w.host, w.market, "registerModel", {expected, weights, 0, ""}) == "ZeroPrice()");
  CHECK(w.fails(w.host, w.market, "registerModel", {expected, weights, 1, std::string(257, 'u')}) ==
        "UriTooLong(length: 257)");
  CHECK(w.fails(w.host, w.market, "registerModel", {expected, weights, 1, std::string(256, 'u')}) ==
        "");
  const auto view = w.client.view(w.market, "model", {expected});
  CHECK(view[0].address() == w.host);
  CHECK(view[2].word == Word{1});
  CHECK(view[3].word == Word{1});
}

TEST_CASE("only a model's owner changes it, and an unknown model is nobody's") {
  Market w;
  const auto not_owner =
      "NotModelOwner(modelId: " + w.hex(w.id) + ", caller: " + w.hex(w.host) + ")";
  CHECK(w.fails(w.host, w.market, "setPrice", {w.id, 5}) == not_owner);
  CHECK(w.fails(w.host, w.market, "setActive", {w.id, false}) == not_owner);
  CHECK(w.fails(w.host, w.market, "transferModel", {w.id, w.host}) == not_owner);
  const auto unknown = "UnknownModel(modelId: " + w.hex(tag("none")) + ")";
  CHECK(w.fails(w.host, w.market, "setPrice", {tag("none"), 5}) == unknown);
  CHECK(w.fails(w.host, w.market, "joinHost", {tag("none")}) == unknown);
  CHECK(w.view(w.market, "modelOwner", {tag("none")}).address() == Address{});
  w.send(w.owner, w.market, "transferModel", {w.id, w.host});
  CHECK(w.view(w.market, "modelOwner", {w.id}).address() == w.host);
  w.send(w.host, w.market, "setPrice", {w.id, 5});
  CHECK(w.client.view(w.market, "model", {w.id})[2].word == Word{5});
}

TEST_CASE("a request must name a host of an active model, pay exactly and leave time") {
  Market w;
  const auto request = [&](const Hash& model, const Address& host, uint64_t units,
                           uint64_t deadline, const Word& value) {
    return w.fails(w.requester, w.market, "requestInference",
                   {model, host, tag("in"), units, deadline}, value);
  };
  const uint64_t later = w.chain.number() + 100;
  CHECK(request(tag("none"), w.host, 1, later, Word{1'001}) ==
        "UnknownModel(modelId: " + w.hex(tag("none")) + ")");
  CHECK(request(w.id, w.owner, 1, later, Word{1'001}) ==
        "NotHost(modelId: " + w.hex(w.id) + ", caller: " + w.hex(w.owner) + ")");
  CHECK(request(w.id, w.host, 0, later, {}) == "ZeroUnits()");
  CHECK(request(w.id, w.host, 2, later, Word{2'001}) == "WrongPayment(expected: 2002, sent: 2001)");
  CHECK(request(w.id, w.host, 2, later, Word{2'003}) == "WrongPayment(expected: 2002, sent: 2003)");
  const auto now = w.chain.number() + 1;
  CHECK(request(w.id, w.host, 1, now, Word{1'001}) ==
        "BadDeadline(deadline: " + std::to_string(now) + ")");
  w.send(w.owner, w.market, "setActive", {w.id, false});
  CHECK(request(w.id, w.host, 1, later, Word{1'001}) ==
        "ModelInactive(modelId: " + w.hex(w.id) + ")");
  w.send(w.owner, w.market, "setActive", {w.id, true});
  w.send(w.owner, w.market, "setPrice", {w.id, ~Word{}});
  CHECK(request(w.id, w.host, 2, later, {}).starts_with("Panic"));
}

TEST_CASE("a served request pays the host and the treasury, and redirects empty classes") {
  Market w;
  const Word fee{3'003};
  const auto id = w.request(w.requester, w.id, w.host, 3, fee);
  CHECK(w.view(w.market, "escrowed").word == fee);
  CHECK(w.view(w.market, "totalOwed").word == fee);
  CHECK(w.fails(w.owner, w.market, "completeInference", {id, tag("out")}) ==
        "NotHost(modelId: " + w.hex(w.id) + ", caller: " + w.hex(w.owner) + ")");
  const auto receipt = w.send(w.host, w.market, "completeInference", {id, tag("out")});
  const auto events = World::events(w.market, receipt);
  // 70 % of 3003 is 2102, 15 % 450, 5 % 150; the treasury gets the rest and both empty classes.
  CHECK(events == std::vector<std::string>{
                      "InferenceServed(requestId: " + w.hex(id) + ", modelId: " + w.hex(w.id) +
                          ", host: " + w.hex(w.host) + ", outputHash: " + w.hex(tag("out")) + ")",
                      "ShareRedirected(requestId: " + w.hex(id) + ", class: 1, amount: 450)",
                      "ShareRedirected(requestId: " + w.hex(id) + ", class: 3, amount: 150)",
                      "FeeSplit(requestId: " + w.hex(id) +
                          ", host: 2102, adapters: 0, treasury: 901, data: 0)"});
  CHECK(w.view(w.market, "claimable", {w.host}).word == Word{2'102});
  CHECK(w.chain.balance(w.suite.treasury.address) == Word{901});
  CHECK(w.view(w.market, "escrowed").word == Word{});
  CHECK(w.view(w.market, "totalOwed").word == Word{2'102});
  CHECK(w.view(w.suite.ledger, "contribution", {1, w.host}).word == Word{3});
  CHECK(w.fails(w.host, w.market, "completeInference", {id, tag("out")}) ==
        "RequestNotOpen(requestId: " + w.hex(id) + ", state: 2)");

  const auto before = w.chain.balance(w.host);
  w.send(w.requester, w.market, "claimFor", {w.host});
  CHECK(w.chain.balance(w.host) - before == Word{2'102});
  CHECK(w.fails(w.host, w.market, "claim") == "NothingToClaim()");
  CHECK(w.chain.balance(w.market.address) == Word{});
}

TEST_CASE("after the deadline the requester takes the fee back, and the host comes too late") {
  Market w;
  const auto id = w.request(w.requester, w.id, w.host, 1, Word{1'001}, 2);
  const auto deadline = w.client.view(w.market, "request", {id})[4].word;
  CHECK(w.fails(w.host, w.market, "cancelInference", {id}) ==
        "NotRequester(caller: " + w.hex(w.host) + ")");
  CHECK(w.fails(w.requester, w.market, "cancelInference", {id}) ==
        "DeadlineNotReached(deadline: " + to_decimal(deadline) + ")");
  w.chain.mine(3);
  CHECK(w.fails(w.host, w.market, "completeInference", {id, tag("out")}) ==
        "DeadlinePassed(deadline: " + to_decimal(deadline) + ")");
  w.send(w.requester, w.market, "cancelInference", {id});
  CHECK(w.view(w.market, "claimable", {w.requester}).word == Word{1'001});
  CHECK(w.fails(w.requester, w.market, "rateInference", {id, 1}) ==
        "RequestNotServed(requestId: " + w.hex(id) + ", state: 3)");
  CHECK(w.fails(w.requester, w.market, "cancelInference", {tag("none")}) ==
        "UnknownRequest(requestId: " + w.hex(tag("none")) + ")");
}

TEST_CASE("the requester rates a served request once") {
  Market w;
  const auto id = w.request(w.requester, w.id, w.host, 1, Word{1'001});
  w.send(w.host, w.market, "leaveHost", {w.id});
  w.send(w.host, w.market, "completeInference", {id, tag("out")});  // leaving does not stop it
  CHECK(w.fails(w.requester, w.market, "rateInference", {id, 10'001}) ==
        "BpsOutOfRange(bps: 10001)");
  w.send(w.requester, w.market, "rateInference", {id, 9'000});
  CHECK(w.fails(w.requester, w.market, "rateInference", {id, 9'000}) ==
        "AlreadyRated(requestId: " + w.hex(id) + ")");
  const auto stats = w.client.view(w.market, "hostStats", {w.id, w.host});
  CHECK(stats[0].word == Word{1});
  CHECK(stats[1].word == Word{1});
  CHECK(stats[2].word == Word{9'000});
}

TEST_CASE("a split at any gas limit is whole or not at all") {
  Market w;
  const auto id = w.request(w.requester, w.id, w.host, 3, Word{3'003});
  const auto snapshot = w.chain.snapshot();
  const auto whole = w.send(w.host, w.market, "completeInference", {id, tag("out")}).gas_used;
  REQUIRE(w.chain.revert_to(snapshot));
  const auto* function = *w.market.interface.find_function("completeInference");
  const std::vector<Value> arguments = {id, tag("out")};
  const auto data = *function->encode_call(std::span<const Value>(arguments));
  size_t failed = 0;
  for (uint64_t gas = 30'000; gas < whole + 400'000; gas += 1'511) {
    const auto receipt =
        w.chain.send({.from = w.host, .to = w.market.address, .data = data, .gas = gas});
    REQUIRE(receipt);
    INFO("gas limit " << gas);
    const auto state = w.client.view(w.market, "request", {id})[5].word;
    const auto claimable = w.view(w.market, "claimable", {w.host}).word;
    const auto treasury = w.chain.balance(w.suite.treasury.address);
    if (receipt->ok()) {
      CHECK(state == Word{2});
      CHECK(claimable == Word{2'102});
      CHECK(treasury == Word{901});
      // Whoever chooses the limit cannot drop the record.
      CHECK(w.view(w.suite.ledger, "contribution", {1, w.host}).word == Word{3});
    } else {
      ++failed;
      CHECK(state == Word{1});
      CHECK(claimable == Word{});
      CHECK(treasury == Word{});
    }
    REQUIRE(w.chain.revert_to(snapshot));
  }
  CHECK(failed > 50);
}

TEST_CASE("a paused market takes no request, but completes, cancels and pays what is open") {
  Market w;
  const auto open = w.request(w.requester, w.id, w.host, 1, Word{1'001});
  const auto late = w.request(w.requester, w.id, w.host, 1, Word{1'001}, 1);
  w.send(w.governance, w.market, "pause");
  const auto request = [&](const Hash& model) {
    return w.fails(w.requester, w.market, "requestInference",
                   {model, w.host, tag("in"), 1, w.chain.number() + 100}, Word{1'001});
  };
  CHECK(request(w.id).starts_with("IsPaused(until: "));
  // Existence comes before state.
  CHECK(request(tag("none")) == "UnknownModel(modelId: " + w.hex(tag("none")) + ")");
  w.send(w.host, w.market, "completeInference", {open, tag("out")});
  w.send(w.host, w.market, "claim");
  w.chain.mine(2);
  w.send(w.requester, w.market, "cancelInference", {late});
  w.send(w.requester, w.market, "claim");
  CHECK(w.chain.balance(w.market.address) == Word{});
}
