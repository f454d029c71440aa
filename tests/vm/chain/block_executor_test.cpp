// Running blocks: what happens before, between and after the transactions.
#include "vm/chain/block_executor.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/vm/chain/block_builder.hpp"
#include "vm/crypto/keccak.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::Builder;
using test::hex;

namespace {

constexpr Address coinbase = address_literal("00000000000000000000000000000000c01ba5e0");
constexpr Address contract = address_literal("00000000000000000000000000000000000c0de5");

/// A block of one fork, run by hand.
struct Run {
  explicit Run(std::string_view network) : config(config_of_network(network).value()) {
    context.block.number = 10;
    context.block.timestamp = 20'000;
    context.block.gas_limit = 30'000'000;
    context.block.coinbase = coinbase;
    context.parent_hash = Hash{{0xaa}};
    context.parent_beacon_root = Hash{{0xbb}};
  }

  BlockCheck run(std::span<const RewardedOmmer> ommers = {},
                 std::span<const Withdrawal> withdrawals = {}) {
    const isa::Rules& rules = config.forks.rules_at({10, 20'000, {}});
    BlockExecutor executor(vm, world, changes, config, rules, context);
    executor.begin();
    BlockCheck check = executor.finish(ommers, withdrawals);
    result = executor.take_result();
    return check;
  }
  void code(const Address& address, std::string_view text) {
    world.set_code(address, test::assemble(text));
    world.at(address).nonce = 1;
  }
  Word balance(const Address& address) const {
    const auto* account = world.find(address);
    return account == nullptr ? Word{} : account->balance;
  }
  Word slot(const Address& address, const Word& key) const {
    return world.find(address)->storage.get(key);
  }

  ChainConfig config;
  BlockContext context;
  Vm vm;
  state::WorldState world;
  state::Changes changes;
  BlockResult result;
};

const Word ether{1'000'000'000'000'000'000};

}  // namespace

TEST_CASE("a block of proof of work is rewarded, and its ommers by their age") {
  for (const auto& [network, reward] :
       {std::pair{"Frontier", 5}, {"Byzantium", 3}, {"Istanbul", 2}, {"London", 2}}) {
    CAPTURE(network);
    Run run(network);
    const Address first = Address{{1}};
    const Address second = Address{{2}};
    const RewardedOmmer ommers[] = {{first, 9}, {second, 4}};
    REQUIRE(run.run(ommers));
    const Word whole = Word{static_cast<uint64_t>(reward)} * ether;
    CHECK(run.balance(coinbase) == whole + whole / Word{16});
    CHECK(run.balance(first) == whole * Word{7} / Word{8});
    CHECK(run.balance(second) == whole * Word{2} / Word{8});
  }
}

TEST_CASE("proof of stake rewards nobody") {
  Run run("Paris");
  REQUIRE(run.run());
  CHECK(run.world.size() == 0);
  Run without("Frontier");
  without.context.rewards = Rewards::omit;
  REQUIRE(without.run());
  CHECK(without.world.size() == 0);
}

TEST_CASE("withdrawals are paid in Gwei, and nobody comes to be by nothing") {
  Run run("Shanghai");
  const Withdrawal withdrawals[] = {{0, 1, contract, 3}, {1, 2, contract, 4}, {2, 3, coinbase, 0}};
  REQUIRE(run.run({}, withdrawals));
  CHECK(run.balance(contract) == Word{7'000'000'000});
  CHECK(run.world.find(coinbase) == nullptr);
}

TEST_CASE("the beacon root and the parent's hash are handed to their contracts") {
  const auto record =
      "CALLDATALOAD 0; PUSH1 0; SSTORE; CALLER; PUSH1 1; SSTORE; GAS; PUSH1 2; SSTORE; "
      "CALLDATASIZE; PUSH1 3; SSTORE";
  Run run("Prague");
  run.code(beacon_roots_address, record);
  run.code(block_hash_history_address, record);
  run.code(withdrawal_requests_address, "STOP");
  run.code(consolidation_requests_address, "STOP");
  REQUIRE(run.run());
  CHECK(run.slot(beacon_roots_address, 0) == Hash{{0xbb}}.to_word());
  CHECK(run.slot(block_hash_history_address, 0) == Hash{{0xaa}}.to_word());
  for (const Address& address : {beacon_roots_address, block_hash_history_address}) {
    CHECK(run.slot(address, 1) == system_address.to_word());
    CHECK(run.slot(address, 2) > Word{29'900'000});
    CHECK(run.slot(address, 2) < Word{30'000'000});
    CHECK(run.slot(address, 3) == Word{32});
  }
  CHECK(run.result.gas_used == 0);
  CHECK(run.world.find(system_address) == nullptr);
}

TEST_CASE("a failure of these two calls does not matter") {
  Run run("Cancun");
  run.code(beacon_roots_address, "SSTORE 1 1; INVALID");
  REQUIRE(run.run());
  CHECK(run.slot(beacon_roots_address, 1).is_zero());
}

TEST_CASE("requests are what their contracts return") {
  Run run("Prague");
  run.code(withdrawal_requests_address, "MSTORE 0 0x1122; RETURN 30 2");
  run.code(consolidation_requests_address, "STOP");
  REQUIRE(run.run());
  REQUIRE(run.result.requests.size() == 1);
  CHECK(hex(run.result.requests[0]) == "011122");
}

TEST_CASE("request contracts must be there and succeed") {
  const auto fault = [](std::string_view withdrawals, std::string_view consolidations) {
    Run run("Prague");
    run.code(withdrawal_requests_address, withdrawals);
    run.code(consolidation_requests_address, consolidations);
    const auto check = run.run();
    return check ? std::nullopt : std::optional(check.error().fault);
  };
  CHECK_FALSE(fault("STOP", "STOP"));
  CHECK(fault("", "STOP") == BlockFault::system_contract_missing);
  CHECK(fault("STOP", "") == BlockFault::system_contract_missing);
  CHECK(fault("REVERT 0 0", "STOP") == BlockFault::system_contract_failed);
  CHECK(fault("STOP", "JUMPDEST; PUSH1 0; JUMP") == BlockFault::system_contract_failed);
}

TEST_CASE("the DAO fork moves the DAO's ether") {
  const Address dao = address_literal("bb9bc244d798123fde783fcc1c72d3bb8c189413");
  const Address child = address_literal("304a554a310c7e546dfe434669c62820b7d83490");
  const Address bystander = Address{{9}};
  for (const uint64_t fork : {9, 10, 11}) {
    Run run("Homestead");
    run.config.dao_fork = fork;
    for (const Address& address : {dao, child, bystander}) run.world.at(address).balance = ether;
    REQUIRE(run.run());
    const Word moved = fork == 10 ? Word{2} * ether : Word{};
    CHECK(run.balance(address_literal("bf4ed7b27f1d666546e30d74d50d173d20bca754")) == moved);
    CHECK(run.balance(dao) == (fork == 10 ? Word{} : ether));
    CHECK(run.balance(bystander) == ether);
  }
}

TEST_CASE("a block has no more blobs than its limit") {
  Builder builder("Cancun");
  const isa::Rules& rules = isa::rules_of(Fork::cancun);
  const auto blobs = [&](uint64_t nonce, size_t count) {
    state::Transaction tx = builder.call(contract, nonce);
    tx.type = state::TxType::blob;
    tx.chain_id = Word{1};
    tx.max_fee_per_blob_gas = 1;
    tx.blob_hashes.assign(count, Hash{{1}});
    return tx;
  };
  state::WorldState world;
  world.at(Builder::sender()).balance = ether;
  state::Changes changes;
  Vm vm;
  BlockContext context;
  context.block.gas_limit = 30'000'000;
  context.block.blob_base_fee = 1;
  BlockExecutor executor(vm, world, changes, builder.config, rules, context);
  executor.begin();
  CHECK(executor.add(blobs(0, 4), Builder::sender()));
  const auto refused = executor.add(blobs(1, 3), Builder::sender());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == TxFault::blob_gas_above_block_limit);
  CHECK(executor.add(blobs(1, 2), Builder::sender()));
  REQUIRE(executor.finish({}, {}));
  CHECK(executor.take_result().blob_gas_used == 6 * 131'072);
}

TEST_CASE("receipts count gas up, and hold state roots until Byzantium") {
  for (const auto& [network, rooted] : {std::pair{"EIP158", true}, {"Byzantium", false}}) {
    Builder builder(network);
    const auto& done = builder.grow(
        {.transactions = {builder.call(contract, 0, {}, 1), builder.call(contract, 1, {}, 1)}});
    const auto& receipts = done.result.receipts;
    REQUIRE(receipts.size() == 2);
    CHECK(receipts[0].cumulative_gas_used == 21000);
    CHECK(receipts[1].cumulative_gas_used == 42000);
    CHECK(receipts[0].state_root.has_value() == rooted);
    if (rooted) CHECK(receipts[0].state_root != receipts[1].state_root);
  }
}

TEST_CASE("a Lattice chain tells its RewardDistributor about every block") {
  Run run("Osaka");
  run.code(withdrawal_requests_address, "STOP");
  run.code(consolidation_requests_address, "STOP");
  run.code(contract,
           "CALLDATALOAD 0; PUSH1 0; SSTORE; CALLDATALOAD 4; PUSH1 1; SSTORE; CALLDATALOAD 36; "
           "PUSH1 2; SSTORE; CALLER; PUSH1 3; SSTORE; CALLDATASIZE; PUSH1 4; SSTORE; LOG0 0 32");
  run.config.forks.enable_lattice();
  run.config.reward_distributor = contract;
  run.context.blue_score_delta = 77;
  REQUIRE(run.run());
  const Hash selector = crypto::keccak256(test::bytes_of("onBlock(address,uint64)"));
  CHECK((run.slot(contract, 0) >> 224) == (selector.to_word() >> 224));
  CHECK(run.slot(contract, 1) == coinbase.to_word());
  CHECK(run.slot(contract, 2) == Word{77});
  CHECK(run.slot(contract, 3) == system_address.to_word());
  CHECK(run.slot(contract, 4) == Word{68});
  REQUIRE(run.result.lattice_calls.size() == 2);
  CHECK(run.result.lattice_calls[0].name == "ContractMetrics");
  CHECK(run.result.lattice_calls[0].done.result.status == Status::success);
  CHECK(run.result.lattice_calls[1].name == "RewardDistributor.onBlock");
  CHECK(run.result.lattice_calls[1].done.result.status == Status::success);
  CHECK(run.result.lattice_calls[1].done.logs.size() == 1);
  CHECK(run.result.receipts.empty());
  CHECK(run.result.gas_used == 0);
}

TEST_CASE("a RewardDistributor that fails is noted and stops nothing") {
  for (const char* code : {"REVERT 0 0", "JUMPDEST; PUSH1 0; JUMP", "SSTORE 1 1; INVALID"}) {
    Run run("Shanghai");
    run.code(contract, code);
    run.config.forks.enable_lattice();
    run.config.reward_distributor = contract;
    const Withdrawal withdrawal[] = {{0, 1, coinbase, 3}};
    REQUIRE(run.run({}, withdrawal));
    REQUIRE(run.result.lattice_calls.size() == 2);
    CHECK(run.result.lattice_calls[1].name == "RewardDistributor.onBlock");
    CHECK(run.result.lattice_calls[1].done.result.status != Status::success);
    CHECK(run.slot(contract, 1).is_zero());
    CHECK(run.balance(coinbase) == Word{3'000'000'000});
  }
}
