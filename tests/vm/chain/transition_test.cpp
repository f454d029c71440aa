// Transactions from purchase of gas to settlement.
#include "vm/chain/transition.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/chain/world.hpp"
#include "vm/chain/address.hpp"
#include "vm/chain/delegation.hpp"
#include "vm/chain/fees.hpp"

using namespace mozi;
using namespace mozi::chain;
using mozi::test::account;
using mozi::test::callee;
using mozi::test::ether;
using mozi::test::World;
using state::TxType;

namespace {

Hash key_of(uint8_t n) {
  Hash key;
  key.bytes[31] = n;
  return key;
}

state::Authorization authorize(uint8_t key, const Address& target, uint64_t nonce = 0,
                               const Word& chain_id = 0) {
  state::Authorization authorization;
  authorization.chain_id = chain_id;
  authorization.address = target;
  authorization.nonce = nonce;
  REQUIRE(state::sign(authorization, key_of(key)));
  return authorization;
}

}  // namespace

TEST_CASE("a transfer moves value, and every wei of gas goes somewhere") {
  for (const Fork fork : {Fork::frontier, Fork::berlin, Fork::london, Fork::osaka}) {
    World world(fork);
    auto tx = World::transaction();
    tx.value = 12345;
    const auto outcome = world.apply(tx);
    REQUIRE(outcome);
    CHECK(outcome->status == Status::success);
    CHECK(outcome->gas_used == 21000);
    CHECK(world.balance(callee) == Word{12345});
    CHECK(world.state.find(mozi::test::sender)->nonce == 1);
    const Word tip = Word{10} - world.block.base_fee;
    CHECK(world.balance(mozi::test::coinbase) == tip * Word{21000});
    const Word burnt = world.block.base_fee * Word{21000};
    CHECK(world.balance(mozi::test::sender) + world.balance(callee) +
              world.balance(mozi::test::coinbase) + burnt ==
          ether);
  }
}

TEST_CASE("blobs are paid by the sender and burnt") {
  World world(Fork::cancun);
  world.block.blob_base_fee = 3;
  const auto outcome = world.apply(world.typed(TxType::blob));
  REQUIRE(outcome);
  CHECK(world.balance(mozi::test::sender) == ether - Word{21000 * 10} - Word{3 * gas_per_blob});
}

TEST_CASE("a rejected transaction leaves no trace") {
  World world;
  const state::WorldState before = world.state;
  auto tx = World::transaction();
  tx.nonce = 1;
  CHECK_FALSE(world.apply(tx));
  CHECK(world.state == before);
}

TEST_CASE("a call that fails pays its gas, keeps the nonce, and moves nothing") {
  World world;
  world.code(callee, "SSTORE 1 1; INVALID");
  auto tx = World::transaction();
  tx.value = 5;
  tx.gas_limit = 100'000;
  const auto outcome = world.apply(tx);
  REQUIRE(outcome);
  CHECK(outcome->status == Status::invalid_opcode);
  CHECK(outcome->gas_used == 100'000);
  CHECK(world.balance(mozi::test::sender) == ether - Word{1'000'000});
  CHECK(world.state.find(mozi::test::sender)->nonce == 1);
  CHECK(world.slot(callee, 1) == Word{});
  CHECK(world.balance(callee) == Word{});
}

TEST_CASE("a revert returns its data and the gas it left, without logs") {
  World world;
  world.code(callee, "LOG0 0 0; MSTORE 0 42; REVERT 0 32");
  const auto outcome = world.apply(World::transaction());
  REQUIRE(outcome);
  CHECK(outcome->status == Status::revert);
  CHECK(Word::from_bytes(outcome->output) == Word{42});
  CHECK(outcome->logs.empty());
  CHECK(outcome->gas_used < 30000);
}

TEST_CASE("refunds are capped at a half before London and a fifth since") {
  const auto gas = [](Fork fork) {
    World world(fork);
    world.code(callee, "SSTORE 1 0; SSTORE 2 0; SSTORE 3 0");
    for (uint64_t key : {1, 2, 3}) world.state.at(callee).storage.set(key, 9);
    return world.apply(World::transaction()).value();
  };
  // 21000 + 3 * (5000 + 6): 15000 back for each, at most half.
  CHECK(gas(Fork::istanbul).gas_refund == (21000 + 15018) / 2);
  CHECK(gas(Fork::istanbul).gas_used == 36018 - 18009);
  // 4800 back for each, at most a fifth.
  CHECK(gas(Fork::london).gas_refund == 36018 / 5);
  CHECK(gas(Fork::london).gas_used == 36018 - 36018 / 5);
}

TEST_CASE("since Prague calldata pays at least its floor, refunds or not") {
  World world(Fork::prague);
  auto tx = World::transaction();
  tx.data = Bytes(1000, 1);
  CHECK(world.apply(tx)->gas_used == 21000 + 40 * 1000);
  World before(Fork::cancun);
  CHECK(before.apply(tx)->gas_used == 21000 + 16 * 1000);
}

TEST_CASE("a creation makes an account at the address of sender and nonce") {
  World world;
  auto tx = World::transaction();
  tx.to = {};
  tx.value = 3;
  tx.data = mozi::test::assemble("MSTORE8 0 0x5b; RETURN 0 1");
  const auto outcome = world.apply(tx);
  REQUIRE(outcome);
  const Address created = create_address(mozi::test::sender, 0);
  CHECK(outcome->created == created);
  CHECK(outcome->output.empty());
  CHECK(world.state.code_of(created).size() == 1);
  CHECK(world.state.find(created)->nonce == 1);
  CHECK(world.balance(created) == Word{3});
}

TEST_CASE("a creation refuses an address in use, and takes its gas") {
  const Address created = create_address(mozi::test::sender, 0);
  const auto status = [&](auto prepare) {
    World world;
    prepare(world.state.at(created));
    auto tx = World::transaction();
    tx.to = {};
    tx.gas_limit = 60'000;
    const auto outcome = world.apply(tx).value();
    CHECK(outcome.gas_used == (outcome.status == Status::success ? 53'000 : 60'000));
    return outcome.status;
  };
  CHECK(status([](state::Account& a) { a.balance = 1; }) == Status::success);
  CHECK(status([](state::Account& a) { a.nonce = 1; }) == Status::contract_collision);
  CHECK(status([](state::Account& a) { a.storage.set(1, 1); }) == Status::contract_collision);
}

TEST_CASE("code that may not be deployed fails the creation") {
  const auto status = [](Fork fork, std::string_view init, uint64_t gas = 16'000'000) {
    World world(fork);
    auto tx = World::transaction();
    tx.to = {};
    tx.gas_limit = gas;
    tx.data = mozi::test::assemble(init);
    return world.apply(tx).value().status;
  };
  CHECK(status(Fork::london, "MSTORE8 0 0xef; RETURN 0 1") == Status::code_starts_with_ef);
  CHECK(status(Fork::berlin, "MSTORE8 0 0xef; RETURN 0 1") == Status::success);
  CHECK(status(Fork::spurious, "RETURN 0 24577") == Status::code_too_large);
  CHECK(status(Fork::spurious, "RETURN 0 24576") == Status::success);
  CHECK(status(Fork::tangerine, "RETURN 0 24577") == Status::success);
}

TEST_CASE("code that is not paid fails a creation since Homestead, and stays away before") {
  const auto run = [](Fork fork) {
    World world(fork);
    auto tx = World::transaction();
    tx.to = {};
    tx.gas_limit = 60'000;
    tx.data = mozi::test::assemble("RETURN 0 1000");
    const auto outcome = world.apply(tx).value();
    const auto* made = world.state.find(create_address(mozi::test::sender, 0));
    return std::tuple(outcome.status, made != nullptr, outcome.gas_used == 60'000);
  };
  CHECK(run(Fork::homestead) == std::tuple(Status::out_of_gas, false, true));
  CHECK(run(Fork::frontier) == std::tuple(Status::success, true, false));
}

TEST_CASE("empty accounts that a transaction touches vanish since Spurious Dragon") {
  World before(Fork::tangerine);
  REQUIRE(before.apply(World::transaction()));
  CHECK(before.state.find(callee) != nullptr);
  World after(Fork::spurious);
  after.state.at(callee);
  REQUIRE(after.apply(World::transaction()));
  CHECK(after.state.find(callee) == nullptr);
}

TEST_CASE("the coinbase is touched even where it earns nothing") {
  for (const Fork fork : {Fork::tangerine, Fork::spurious}) {
    World world(fork);
    auto tx = World::transaction();
    tx.max_fee_per_gas = tx.max_priority_fee_per_gas = 0;
    REQUIRE(world.apply(tx));
    CHECK((world.state.find(mozi::test::coinbase) != nullptr) == (fork == Fork::tangerine));
  }
}

TEST_CASE("since Shanghai the coinbase is warm") {
  const auto gas = [](Fork fork) {
    World world(fork);
    Bytes code{0x41, 0x31, 0x00};  // COINBASE BALANCE
    world.state.set_code(callee, code);
    return world.apply(World::transaction())->gas_used;
  };
  CHECK(gas(Fork::paris) == 21000 + 2 + 2600);
  CHECK(gas(Fork::shanghai) == 21000 + 2 + 100);
}

TEST_CASE("an access list warms accounts and slots") {
  World world;
  world.code(callee, "SLOAD 5");
  auto tx = world.typed(TxType::access_list);
  CHECK(world.apply(tx)->gas_used == 21000 + 3 + 2100);
  tx.nonce = 1;
  tx.access_list = {{callee, {Hash::from_word(5)}}};
  CHECK(world.apply(tx)->gas_used == 21000 + 2400 + 1900 + 3 + 100);
}

TEST_CASE("an authorization lets an account run another's code") {
  World world(Fork::prague);
  const Address authority = crypto::address_of_key(key_of(7)).value();
  world.code(callee, "SSTORE 1 2");
  auto tx = world.typed(TxType::set_code);
  tx.to = authority;
  tx.authorizations = {authorize(7, callee)};
  const auto outcome = world.apply(tx);
  REQUIRE(outcome);
  CHECK(outcome->status == Status::success);
  CHECK(delegation_target(world.state.code_of(authority)) == callee);
  CHECK(world.state.find(authority)->nonce == 1);
  CHECK(world.slot(authority, 1) == Word{2});
  CHECK(world.slot(callee, 1) == Word{});

  SECTION("and stays when the call fails") {
    world.code(callee, "INVALID");
    auto again = world.typed(TxType::set_code);
    again.nonce = 1;
    again.to = callee;
    again.authorizations = {authorize(7, account(9), 1)};
    CHECK(world.apply(again)->status == Status::invalid_opcode);
    CHECK(delegation_target(world.state.code_of(authority)) == account(9));
  }
  SECTION("and ends by delegating to nobody") {
    auto again = world.typed(TxType::set_code);
    again.nonce = 1;
    again.authorizations = {authorize(7, Address{}, 1)};
    REQUIRE(world.apply(again));
    CHECK(world.state.code_of(authority).empty());
    CHECK(world.state.find(authority)->nonce == 2);
  }
}

TEST_CASE("an authorization that is not good has no effect, but its price") {
  const Address authority = crypto::address_of_key(key_of(7)).value();
  const auto delegates = [&](state::Authorization authorization, auto prepare) {
    World world(Fork::prague);
    prepare(world);
    auto tx = world.typed(TxType::set_code);
    tx.authorizations = {authorization};
    const auto outcome = world.apply(tx);
    REQUIRE(outcome);
    CHECK(outcome->gas_used >= 46000 - 12500);
    return delegation_target(world.state.code_of(authority)) == callee;
  };
  const auto nothing = [](World&) {};
  CHECK(delegates(authorize(7, callee), nothing));
  CHECK(delegates(authorize(7, callee, 0, 1), nothing));
  CHECK_FALSE(delegates(authorize(7, callee, 0, 2), nothing));
  CHECK_FALSE(delegates(authorize(7, callee, 1), nothing));
  CHECK_FALSE(delegates(authorize(7, callee, ~uint64_t{0}), nothing));
  CHECK_FALSE(delegates(authorize(8, callee), nothing));
  CHECK_FALSE(
      delegates(authorize(7, callee), [&](World& world) { world.code(authority, "STOP"); }));
  auto high_s = authorize(7, callee);
  high_s.signature.s = crypto::secp256k1_order - high_s.signature.s;
  high_s.signature.y_parity ^= 1;
  CHECK_FALSE(delegates(high_s, nothing));
}

TEST_CASE("an authority that exists gives half of its price back") {
  const Address authority = crypto::address_of_key(key_of(7)).value();
  World world(Fork::prague);
  auto tx = world.typed(TxType::set_code);
  tx.authorizations = {authorize(7, callee)};
  CHECK(world.apply(tx)->gas_used == 46000);
  world.state.at(authority);
  tx.nonce = 1;
  tx.authorizations = {authorize(7, callee, 1)};
  // At most a fifth of what was used.
  CHECK(world.apply(tx)->gas_used == 46000 - 46000 / 5);
}

TEST_CASE("a message outside a transaction pays no fees and can be dropped") {
  World world;
  world.code(callee, "SSTORE 1 2; MSTORE 0 7; RETURN 0 32");
  state::Journal journal(world.state);
  StateHost host(world.vm, journal, world.rules);
  Message message;
  message.gas = 100'000;
  message.sender = mozi::test::sender;
  message.recipient = message.code_address = callee;
  const Result result = run_message(host, world.block, message);
  CHECK(result.status == Status::success);
  CHECK(Word::from_bytes(result.output) == Word{7});
  CHECK(journal.storage(callee, 1) == Word{2});
  journal.drop_transaction();
  CHECK(journal.storage(callee, 1) == Word{});
  CHECK(journal.take_diff().empty());
}
