// Two-step governance of every administered contract, and the pauses.
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

TEST_CASE("governance hands over in two steps on every administered contract") {
  World w;
  const auto next = w.funded("next");
  const auto other = w.funded("other");
  const auto text = [](const Address& a) { return abi::to_checksum(a); };
  for (const auto* contract : w.suite.all()) {
    if (contract->name == "GovernorVault") continue;  // administers itself
    INFO(contract->name);
    const auto& c = *contract;
    CHECK(w.view(c, "governance").address() == w.governance);
    CHECK(w.fails(other, c, "transferGovernance", {next}) ==
          "NotGovernance(caller: " + text(other) + ")");
    CHECK(w.fails(w.governance, c, "transferGovernance", {Address{}}) == "ZeroAddress()");
    CHECK(w.fails(w.governance, c, "cancelGovernanceTransfer") == "NoPendingTransfer()");
    CHECK(w.fails(next, c, "acceptGovernance") ==
          "NotPendingGovernance(caller: " + text(next) + ")");

    auto receipt = w.send(w.governance, c, "transferGovernance", {next});
    CHECK(World::events(c, receipt) ==
          std::vector<std::string>{"GovernanceTransferStarted(current: " + text(w.governance) +
                                   ", pending: " + text(next) + ")"});
    CHECK(w.view(c, "pendingGovernance").address() == next);
    CHECK(w.view(c, "governance").address() == w.governance);
    CHECK(w.fails(next, c, "cancelGovernanceTransfer") ==
          "NotGovernance(caller: " + text(next) + ")");

    receipt = w.send(w.governance, c, "cancelGovernanceTransfer");
    CHECK(World::events(c, receipt) ==
          std::vector<std::string>{"GovernanceTransferCanceled(pending: " + text(next) + ")"});
    CHECK(w.fails(next, c, "acceptGovernance") ==
          "NotPendingGovernance(caller: " + text(next) + ")");

    w.send(w.governance, c, "transferGovernance", {next});
    receipt = w.send(next, c, "acceptGovernance");
    CHECK(World::events(c, receipt) ==
          std::vector<std::string>{"GovernanceTransferred(previous: " + text(w.governance) +
                                   ", current: " + text(next) + ")"});
    CHECK(w.view(c, "governance").address() == next);
    CHECK(w.view(c, "pendingGovernance").address() == Address{});
    CHECK(w.fails(w.governance, c, "transferGovernance", {other}) ==
          "NotGovernance(caller: " + text(w.governance) + ")");
  }
}

TEST_CASE("a pause stops new money, lapses by itself, and never stops claims") {
  World w;
  const auto payer = w.funded("payer");
  const auto& c = w.suite.fee_distributor;
  w.send(w.governance, c, "setOracle", {payer, true});
  w.send(payer, c, "depositFees", {}, Word{1'000});
  CHECK(w.fails(payer, c, "pause") == "NotGovernance(caller: " + abi::to_checksum(payer) + ")");

  w.send(w.governance, c, "pause");
  const auto until = w.view(c, "pausedUntil").word;
  CHECK(until == Word{w.chain.timestamp() - 12 + 4 * 3'600});
  CHECK(w.fails(payer, c, "depositFees", {}, Word{1}) ==
        "IsPaused(until: " + to_decimal(until) + ")");
  CHECK(w.fails(payer, w.suite.snap, "mint", {payer}, Word{1'000}) ==
        "");  // pauses are per contract
  CHECK(w.fails(payer, c, "claim") == "");

  w.chain.set_timestamp(until.low());
  CHECK(w.fails(payer, c, "depositFees", {}, Word{1}) == "");

  const auto far = Word{w.chain.timestamp() + 31 * 86'400};
  CHECK(w.fails(w.governance, c, "extendPause", {far}) ==
        "PauseTooLong(until: " + to_decimal(far) + ")");
  w.send(w.governance, c, "extendPause", {w.chain.timestamp() + 86'400});
  CHECK(w.fails(payer, c, "depositFees", {}, Word{1}) != "");
  w.send(w.governance, c, "unpause");
  CHECK(w.fails(payer, c, "depositFees", {}, Word{1}) == "");
}

TEST_CASE("constructors refuse the zero address") {
  World w;
  for (const auto* name : {"Treasury"})
    CHECK_THROWS_WITH(w.client.deploy(w.governance, name, {Address{}}),
                      Catch::Contains("ZeroAddress()"));
  CHECK_THROWS_WITH(w.client.deploy(w.governance, "FeeDistributor",
                                    {w.governance, Address{}, w.governance, w.governance}),
                    Catch::Contains("ZeroAddress()"));
  CHECK_THROWS_WITH(w.client.deploy(w.governance, "ContributionLedger", {w.governance, 0}),
                    Catch::Contains("BadEpochLength()"));
}
