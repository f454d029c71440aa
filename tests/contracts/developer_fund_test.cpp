// DeveloperFund: an epoch's money in proportion to the gas that the chain itself counted.
#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"
#include "vm/exec/metrics.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;
namespace metrics = mozi::exec::metrics;

namespace {

std::string text(const Address& a) {
  return abi::to_checksum(a);
}

struct Fund : World {
  const Deployed& fund = suite.developer_fund;
  Address dev = funded("developer");
  Address rival = funded("rival developer");
  Address user = funded("user");

  /// A contract that burns some gas when called, deployed by `from`.
  Address app(const Address& from) {
    // Returns six bytes of code that hash 32 bytes of memory and stop.
    const auto code = assemble("PUSH1 32; PUSH1 0; KECCAK256; STOP");
    auto init = assemble("PUSH1 " + std::to_string(code.size()) +
                         "; PUSH1 12; PUSH1 0; CODECOPY; "
                         "PUSH1 " +
                         std::to_string(code.size()) + "; PUSH1 0; RETURN");
    REQUIRE(init.size() == 12);
    init.insert(init.end(), code.begin(), code.end());
    return *chain.send({.from = from, .data = init}).value().contract;
  }
  void use(const Address& target, int times) {
    for (int i = 0; i < times; ++i) REQUIRE(chain.send({.from = user, .to = target}).value().ok());
  }
  uint64_t epoch() { return (chain.number() + 1) / 1'000; }
  void next_epoch() { chain.mine(1'000); }
  Integer gas(const Address& target, uint64_t epoch) {
    return to_integer(
        metrics::unpack(chain.storage(metrics::account, metrics::usage_in_key(epoch, target))).gas);
  }
  Integer all_gas(uint64_t epoch) {
    return to_integer(chain.storage(metrics::account, metrics::total_key(epoch)));
  }
};

}  // namespace

TEST_CASE("a contract is registered once, by whoever deployed it") {
  Fund w;
  const auto app = w.app(w.dev);
  CHECK(w.fails(w.rival, w.fund, "register", {app}) ==
        "NotDeployer(target: " + text(app) + ", caller: " + text(w.rival) + ")");
  const auto receipt = w.send(w.dev, w.fund, "register", {app});
  CHECK(World::events(w.fund, receipt) ==
        std::vector<std::string>{"Registered(target: " + text(app) + ", owner: " + text(w.dev) +
                                 ")"});
  CHECK(w.view(w.fund, "ownerOf", {app}).address() == w.dev);
  CHECK(w.fails(w.dev, w.fund, "register", {app}) ==
        "AlreadyRegistered(target: " + text(app) + ")");
  CHECK(w.fails(w.dev, w.fund, "register", {w.user}) ==
        "NotDeployer(target: " + text(w.user) + ", caller: " + text(w.dev) + ")");
}

TEST_CASE("an epoch's pool is shared by gas, floors to each, and paid once") {
  Fund w;
  const auto app = w.app(w.dev);
  const auto other = w.app(w.rival);
  w.send(w.dev, w.fund, "register", {app});
  w.send(w.rival, w.fund, "register", {other});
  w.next_epoch();
  const auto epoch = w.epoch();
  const Integer pool = 1'000'000'007;
  const auto funded = w.send(w.user, w.fund, "fund", {}, Word{1'000'000'007});
  CHECK(World::events(w.fund, funded) ==
        std::vector<std::string>{"Funded(epoch: " + std::to_string(epoch) +
                                 ", from: " + text(w.user) + ", amount: 1000000007)"});
  w.use(app, 7);
  w.use(other, 3);
  CHECK(w.view(w.fund, "share", {app, epoch}).word.is_zero());
  CHECK(w.fails(w.dev, w.fund, "claim", {app, epoch}) ==
        "EpochNotOver(epoch: " + std::to_string(epoch) + ")");
  w.next_epoch();

  CHECK(w.gas(app, epoch) * 3 == w.gas(other, epoch) * 7);
  const Integer share = pool * w.gas(app, epoch) / w.all_gas(epoch);
  REQUIRE(share > 0);
  CHECK(to_integer(w.view(w.fund, "share", {app, epoch}).word) == share);
  CHECK(w.fails(w.rival, w.fund, "claim", {app, epoch}) ==
        "NotOwner(target: " + text(app) + ", caller: " + text(w.rival) + ")");
  CHECK(w.fails(w.rival, w.fund, "claim", {w.user, epoch}) ==
        "NotRegistered(target: " + text(w.user) + ")");
  const auto before = to_integer(w.chain.balance(w.dev));
  const auto receipt = w.send(w.dev, w.fund, "claim", {app, epoch});
  CHECK(World::events(w.fund, receipt) ==
        std::vector<std::string>{"ShareClaimed(target: " + text(app) +
                                 ", epoch: " + std::to_string(epoch) + ", to: " + text(w.dev) +
                                 ", amount: " + share.str() + ")"});
  CHECK(to_integer(w.chain.balance(w.dev)) == before + share);
  CHECK(to_integer(w.view(w.suite.ledger, "contribution", {4, w.dev}).word) == w.gas(app, epoch));
  CHECK(w.fails(w.dev, w.fund, "claim", {app, epoch}) ==
        "AlreadyClaimed(target: " + text(app) + ", epoch: " + std::to_string(epoch) + ")");
  CHECK(to_integer(w.view(w.fund, "totalOwed").word) == pool - share);
  CHECK(to_integer(w.chain.balance(w.fund.address)) == pool - share);
  // An epoch without money, or without use, has nothing.
  CHECK(w.fails(w.dev, w.fund, "claim", {app, epoch - 1}) == "NothingToClaim()");
}

TEST_CASE("what nobody claims moves on after ten epochs, and the old epoch is closed") {
  Fund w;
  const auto app = w.app(w.dev);
  w.send(w.dev, w.fund, "register", {app});
  w.next_epoch();
  const auto epoch = w.epoch();
  w.send(w.user, w.fund, "fund", {}, Word{1'000});
  w.use(app, 2);
  for (int i = 0; i < 10; ++i) w.next_epoch();
  CHECK(w.fails(w.user, w.fund, "rollover", {epoch}) ==
        "EpochNotOver(epoch: " + std::to_string(epoch) + ")");
  w.next_epoch();
  const auto receipt = w.send(w.user, w.fund, "rollover", {epoch});
  CHECK(World::events(w.fund, receipt) ==
        std::vector<std::string>{"RolledOver(epoch: " + std::to_string(epoch) + ", amount: 1000)"});
  CHECK(w.view(w.fund, "pool", {w.epoch()}).word == Word{1'000});
  CHECK(w.view(w.fund, "pool", {epoch}).word.is_zero());
  CHECK(w.view(w.fund, "share", {app, epoch}).word.is_zero());
  CHECK(w.view(w.fund, "totalOwed").word == Word{1'000});
  const auto closed = "EpochClosed(epoch: " + std::to_string(epoch) + ")";
  CHECK(w.fails(w.dev, w.fund, "claim", {app, epoch}) == closed);
  CHECK(w.fails(w.dev, w.fund, "rollover", {epoch}) == closed);
  CHECK(w.fails(w.dev, w.fund, "rollover", {epoch + 1}) ==
        "EpochNotOver(epoch: " + std::to_string(epoch + 1) + ")");
  w.next_epoch();
  CHECK(w.fails(w.dev, w.fund, "rollover", {epoch + 1}) == "NothingToClaim()");
}

TEST_CASE("without metrics the fund refuses, it does not guess") {
  chain::DevChain plain({.lattice = false});
  Client client(plain);
  const auto dev = who("developer");
  plain.set_balance(dev, Word{1} << 100);
  const auto fund = client.deploy(dev, "DeveloperFund", {dev, who("ledger"), 1'000});
  const auto receipt = client.try_send(dev, fund, "register", {who("app")});
  CHECK(Client::explain(fund, receipt) == "EmptyResult(target: " + text(metrics::account) + ")");
}

TEST_CASE("an owner that refuses its share keeps it owed") {
  Fund w;
  const auto app = w.app(w.dev);
  w.send(w.dev, w.fund, "register", {app});
  w.next_epoch();
  const auto epoch = w.epoch();
  w.send(w.user, w.fund, "fund", {}, Word{1'000'000});
  w.use(app, 2);
  w.next_epoch();
  w.chain.set_code(w.dev, refuser());
  CHECK(w.fails(w.dev, w.fund, "claim", {app, epoch}).starts_with("TransferFailed("));
  w.chain.set_code(w.dev, {});
  w.send(w.dev, w.fund, "claim", {app, epoch});
}
