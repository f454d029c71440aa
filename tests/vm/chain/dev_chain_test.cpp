// The in-process chain: blocks, views, time, snapshots.
#include "vm/chain/dev_chain.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/chain/world.hpp"
#include "vm/chain/address.hpp"
#include "vm/chain/block_hash.hpp"
#include "vm/exec/metrics.hpp"
#include "vm/state/state_root.hpp"

using namespace mozi;
using namespace mozi::chain;
using mozi::test::account;
using mozi::test::assemble;

namespace {

constexpr Address alice = account(1);
constexpr Address bob = account(2);

/// Init code that deploys the assembled text.
Bytes deploying(std::string_view text) {
  const Bytes code = assemble(text);
  const auto size = std::to_string(code.size());
  // PUSH1 size; PUSH1 12; PUSH1 0; CODECOPY; RETURN 0 size: 12 bytes.
  Bytes init = assemble("CODECOPY 0 12 " + size + "; RETURN 0 " + size);
  REQUIRE(init.size() == 12);
  init.insert(init.end(), code.begin(), code.end());
  return init;
}

/// Adds calldata's word to slot 0, logs the sum and returns it.
constexpr std::string_view counter =
    "CALLDATALOAD 0; SLOAD 0; ADD; DUP1; PUSH1 0; SSTORE; PUSH1 0; MSTORE; LOG0 0 32; RETURN 0 32";

Bytes word(const Word& value) {
  const auto bytes = value.to_bytes();
  return {bytes.begin(), bytes.end()};
}

Address deploy(DevChain& chain, std::string_view code) {
  const auto receipt = chain.send({.from = alice, .data = deploying(code)});
  REQUIRE(receipt);
  REQUIRE(receipt->ok());
  return *receipt->contract;
}

}  // namespace

TEST_CASE("a contract is deployed, called and viewed") {
  DevChain chain;
  const Address target = deploy(chain, counter);
  CHECK(target == create_address(alice, 0));
  const auto receipt = chain.send({.from = bob, .to = target, .data = word(5)});
  REQUIRE(receipt);
  CHECK(receipt->ok());
  CHECK(receipt->block_number == 2);
  CHECK(Word::from_bytes(receipt->output) == Word{5});
  REQUIRE(receipt->logs.size() == 1);
  CHECK(receipt->logs[0].address == target);
  CHECK(Word::from_bytes(receipt->logs[0].data) == Word{5});

  const Result view = chain.call({.from = bob, .to = target, .data = word(7)});
  CHECK(view.status == Status::success);
  CHECK(Word::from_bytes(view.output) == Word{12});
  CHECK(chain.storage(target, 0) == Word{5});
  CHECK(chain.number() == 2);
  CHECK(chain.nonce(bob) == 1);
}

TEST_CASE("an execution outside transactions keeps what it does and pays no intrinsic gas") {
  DevChain chain;
  const Address target = deploy(chain, counter);
  const auto execution = chain.execute({.from = bob, .to = target, .data = word(5), .gas = 50'000});
  CHECK(execution.result.status == Status::success);
  CHECK(50'000 - execution.result.gas_left < 25'000);
  CHECK(execution.logs.size() == 1);
  CHECK(chain.storage(target, 0) == Word{5});
  CHECK(chain.nonce(bob) == 0);
}

TEST_CASE("a transaction that breaks a rule is refused, and no block is mined") {
  DevChain chain;
  const auto poor = chain.send({.from = alice, .to = bob, .value = 1});
  REQUIRE_FALSE(poor);
  CHECK(poor.error().fault == TxFault::insufficient_funds);
  CHECK(chain.number() == 0);
  const auto greedy = chain.send({.from = alice, .to = bob, .gas = 60'000'000});
  CHECK(greedy.error().fault == TxFault::gas_above_cap);
}

TEST_CASE("a chain of the Lattice keeps metrics of what is sent, not of what is viewed") {
  for (const bool lattice : {true, false}) {
    DevChain chain({.lattice = lattice});
    const Address target = deploy(chain, "STOP");
    std::ignore = chain.call({.from = bob, .to = target});
    std::ignore = chain.execute({.from = bob, .to = target});
    REQUIRE(chain.send({.from = bob, .to = target}));
    const auto slot = [&](const Word& key) { return chain.storage(exec::metrics::account, key); };
    // The init code is a frame, too.
    CHECK(exec::metrics::unpack(slot(exec::metrics::usage_key(target))).frames ==
          (lattice ? 2 : 0));
    CHECK(slot(exec::metrics::deployer_key(target)) == (lattice ? alice.to_word() : Word{}));
  }
}

TEST_CASE("any account sends, also one with code") {
  DevChain chain;
  const Address target = deploy(chain, counter);
  chain.set_balance(target, 10);
  REQUIRE(chain.send({.from = target, .to = bob, .value = 10})->ok());
  CHECK(chain.balance(bob) == Word{10});
}

TEST_CASE("time moves by itself, and at will") {
  DevChain chain({.first_timestamp = 1000, .seconds_per_block = 12});
  const Address target =
      deploy(chain, "TIMESTAMP; PUSH1 0; MSTORE; NUMBER; PUSH1 32; MSTORE; RETURN 0 64");
  const auto now = [&] {
    const Bytes output = chain.call({.from = alice, .to = target}).output;
    return std::pair(Word::load(output.data()).low(), Word::load(output.data() + 32).low());
  };
  CHECK(now() == std::pair<uint64_t, uint64_t>(1012, 2));
  chain.advance_time(100);
  CHECK(now() == std::pair<uint64_t, uint64_t>(1112, 2));
  chain.mine(5);
  CHECK(now() == std::pair<uint64_t, uint64_t>(1172, 7));
  chain.set_timestamp(5000);
  CHECK(now() == std::pair<uint64_t, uint64_t>(5000, 7));
  CHECK(chain.number() == 6);
}

TEST_CASE("a base fee is paid, and the tip goes to the coinbase") {
  DevChain chain({.base_fee = 7, .coinbase = account(9)});
  chain.set_balance(alice, 1'000'000'000);
  const auto receipt = chain.send({.from = alice, .to = bob, .gas = 21'000, .gas_price = 10});
  REQUIRE(receipt);
  CHECK(chain.balance(alice) == Word{1'000'000'000 - 210'000});
  CHECK(chain.balance(account(9)) == Word{3 * 21'000});
}

TEST_CASE("going back to a snapshot restores state, time and block") {
  DevChain chain;
  const Address target = deploy(chain, counter);
  REQUIRE(chain.send({.from = alice, .to = target, .data = word(1)}));
  const size_t snapshot = chain.snapshot();
  const Hash root = state::state_root(chain.world());
  const uint64_t time = chain.timestamp();
  for (int round = 0; round < 2; ++round) {
    REQUIRE(chain.send({.from = alice, .to = target, .data = word(1)}));
    deploy(chain, counter);
    CHECK(state::state_root(chain.world()) != root);
    REQUIRE(chain.revert_to(snapshot));
    CHECK(state::state_root(chain.world()) == root);
    CHECK(chain.timestamp() == time);
    CHECK(chain.number() == 2);
    CHECK(chain.nonce(alice) == 2);
  }
  const size_t later = chain.snapshot();
  REQUIRE(chain.revert_to(snapshot));
  CHECK_FALSE(chain.revert_to(later));
}

TEST_CASE("larger contracts can be allowed") {
  const std::string_view init = "RETURN 0 30000";
  DevChain strict;
  CHECK(strict.send({.from = alice, .data = assemble(init)})->status == Status::code_too_large);
  DevChain loose({.max_code_size = 100'000});
  const auto receipt = loose.send({.from = alice, .data = assemble(init)});
  REQUIRE(receipt->ok());
  CHECK(loose.code(*receipt->contract).size() == 30'000);
}

TEST_CASE("state can be set by hand") {
  DevChain chain;
  chain.set_code(bob, assemble("SLOAD 3; PUSH1 0; MSTORE; RETURN 0 32"));
  chain.set_storage(bob, 3, 99);
  chain.set_nonce(alice, 40);
  CHECK(Word::from_bytes(chain.call({.from = alice, .to = bob}).output) == Word{99});
  const auto receipt = chain.send({.from = alice, .data = deploying("STOP")});
  CHECK(receipt->contract == create_address(alice, 40));
  CHECK(chain.world().find(bob)->storage.get(3) == Word{99});
}

TEST_CASE("block hashes are those of the numbers") {
  DevChain chain;
  chain.mine(9);
  const Address target = deploy(chain, "BLOCKHASH 10; PUSH1 0; MSTORE; RETURN 0 32");
  CHECK(Word::from_bytes(chain.call({.from = alice, .to = target}).output) ==
        numbered_block_hash(10).to_word());
}
