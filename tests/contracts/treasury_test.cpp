// Treasury: receives from all, spends and calls for governance alone.
#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"
#include "tools/abi/codec.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

struct Safe : World {
  const Deployed& safe = suite.treasury;
  Address stranger = funded("stranger");

  Safe() { chain.set_balance(safe.address, Word{1'000}); }
  static std::string text(const Address& a) { return abi::to_checksum(a); }
};

}  // namespace

TEST_CASE("the treasury takes plain coins and says from whom") {
  Safe w;
  const auto receipt = w.client.transfer(w.stranger, w.safe.address, Word{5});
  CHECK(World::events(w.safe, receipt) ==
        std::vector<std::string>{"Received(from: " + Safe::text(w.stranger) + ", amount: 5)"});
  CHECK(w.chain.balance(w.safe.address) == Word{1'005});
}

TEST_CASE("only governance spends, to whom it says, with the data it gives") {
  Safe w;
  const auto to = who("payee");
  CHECK(w.fails(w.stranger, w.safe, "spend", {to, 1, Bytes{}}) ==
        "NotGovernance(caller: " + Safe::text(w.stranger) + ")");
  CHECK(w.fails(w.governance, w.safe, "spend", {Address{}, 1, Bytes{}}) == "ZeroAddress()");
  CHECK(w.fails(w.governance, w.safe, "spend", {to, 1'001, Bytes{}}) ==
        "TransferFailed(to: " + Safe::text(to) + ", amount: 1001)");
  const auto receipt = w.send(w.governance, w.safe, "spend", {to, 400, Bytes{}});
  CHECK(World::events(w.safe, receipt) ==
        std::vector<std::string>{"Spent(to: " + Safe::text(to) + ", amount: 400)"});
  CHECK(w.chain.balance(to) == Word{400});
  CHECK(w.chain.balance(w.safe.address) == Word{600});

  // It writes down the first word of what it is called with.
  w.chain.set_code(to, assemble("CALLDATALOAD 0; PUSH1 0; SSTORE; STOP"));
  const auto data = tag("data");
  w.send(w.governance, w.safe, "spend", {to, 1, Bytes(data.bytes.begin(), data.bytes.end())});
  CHECK(w.chain.storage(to, {}) == data.to_word());
  w.chain.set_code(to, refuser());
  CHECK(w.fails(w.governance, w.safe, "spend", {to, 1, Bytes{}}) ==
        "TransferFailed(to: " + Safe::text(to) + ", amount: 1)");
}

TEST_CASE("the treasury calls a contract and returns what it returns") {
  Safe w;
  const auto target = who("target");
  CHECK(w.fails(w.stranger, w.safe, "execute", {target, 0, Bytes{}}) ==
        "NotGovernance(caller: " + Safe::text(w.stranger) + ")");
  CHECK(w.fails(w.governance, w.safe, "execute", {target, 0, Bytes{}}) ==
        "EmptyResult(target: " + Safe::text(target) + ")");

  // Returns its calldata, then the value.
  w.chain.set_code(target, assemble("CALLDATASIZE; PUSH1 0; PUSH1 0; CALLDATACOPY; CALLVALUE; "
                                    "CALLDATASIZE; MSTORE; CALLDATASIZE; PUSH1 32; ADD; PUSH1 0; "
                                    "RETURN"));
  for (const size_t length : {0u, 1u, 3u, 4u, 5u, 100u}) {
    INFO(length << " bytes");
    Bytes data(length);
    for (size_t i = 0; i < length; ++i) data[i] = static_cast<uint8_t>(0xa1 + i);
    const auto receipt = w.send(w.governance, w.safe, "execute", {target, 7, data});
    const Bytes selector = length < 4 ? Bytes(4) : Bytes(data.begin(), data.begin() + 4);
    CHECK(World::events(w.safe, receipt) ==
          std::vector<std::string>{"Executed(target: " + Safe::text(target) +
                                   ", value: 7, selector: " + to_hex(selector) + ")"});
    const auto* function = *w.safe.interface.find_function("execute");
    const auto results = abi::decode(function->outputs.parts, receipt.output);
    REQUIRE(results);
    auto expected = data;
    expected.resize(length + 32);
    expected.back() = 7;
    CHECK(results->at(0).bytes == expected);
  }
  CHECK(w.chain.balance(target) == Word{42});
}

TEST_CASE("what a called contract reverts with, the treasury reverts with") {
  Safe w;
  const auto target = who("target");
  w.chain.set_code(target, refuser());
  CHECK(w.fails(w.governance, w.safe, "execute", {target, 0, Bytes{}}) ==
        "CallFailed(target: " + Safe::text(target) + ")");
  w.chain.set_code(target, refuser_with("0x1234567890"));
  CHECK(w.fails(w.governance, w.safe, "execute", {target, 0, Bytes{}}) == "revert 0x1234567890");
  // Through the treasury, another contract's error comes out as it is.
  const auto data = World::call_data(w.suite.snap, "setFeeDistributor", {w.stranger});
  const auto receipt =
      w.client.try_send(w.governance, w.safe, "execute", {w.suite.snap.address, 0, data});
  REQUIRE_FALSE(receipt.ok());
  CHECK(Client::explain(w.suite.snap, receipt) ==
        "NotGovernance(caller: " + Safe::text(w.safe.address) + ")");
}

TEST_CASE("a payee that calls back finds the treasury locked") {
  Safe w;
  const auto payee = who("payee");
  w.send(w.governance, w.safe, "transferGovernance", {payee});
  // Governance itself is the payee: it asks for a second spend while it gets the first.
  const auto again = World::call_data(w.safe, "spend", {w.stranger, 10, Bytes{}});
  w.send(payee, w.safe, "acceptGovernance");
  w.chain.set_code(payee, calls_back(w.safe.address, again));
  const auto before = w.chain.balance(w.stranger);
  w.send(payee, w.safe, "spend", {payee, 10, Bytes{}});
  CHECK(w.chain.storage(payee, Word{1}) == Word{1});  // it was called
  CHECK(w.chain.storage(payee, Word{0}) == Word{0});  // and its call back failed
  CHECK(w.chain.balance(w.stranger) == before);
  CHECK(w.chain.balance(w.safe.address) == Word{990});
}

TEST_CASE("the treasury can hold SNAP tokens") {
  Safe w;
  w.send(w.stranger, w.suite.snap, "mint", {w.stranger}, Word{1'000});
  w.send(w.stranger, w.suite.snap, "safeTransferFrom(address,address,uint256)",
         {w.stranger, w.safe.address, 1});
  CHECK(w.view(w.suite.snap, "ownerOf", {1}).address() == w.safe.address);
}
