// Validity of transactions: every rule is broken once, by a change to a transaction that passes.
#include "vm/chain/validate.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/chain/world.hpp"
#include "vm/chain/delegation.hpp"

using namespace mozi;
using namespace mozi::chain;
using mozi::test::World;
using state::TxType;

namespace {

/// "valid", or the message of the rejection.
std::string verdict(World& world, const state::Transaction& tx) {
  state::Journal journal(world.state);
  const auto admission =
      validate(tx, mozi::test::sender, world.block, world.block.gas_limit, world.rules, journal);
  return admission ? "valid" : admission.error().message;
}

std::string verdict(Fork fork, const state::Transaction& tx) {
  World world(fork);
  return verdict(world, tx);
}

}  // namespace

TEST_CASE("a transaction of each type is valid from its fork on") {
  struct Row {
    TxType type;
    Fork before;
    Fork since;
  };
  for (const Row& row : {Row{TxType::access_list, Fork::istanbul, Fork::berlin},
                         Row{TxType::dynamic_fee, Fork::berlin, Fork::london},
                         Row{TxType::blob, Fork::shanghai, Fork::cancun},
                         Row{TxType::set_code, Fork::cancun, Fork::prague}}) {
    const auto tx = World(row.since).typed(row.type);
    CHECK(verdict(row.since, tx) == "valid");
    CHECK(verdict(row.before, tx).starts_with("transaction type not supported"));
  }
  CHECK(verdict(Fork::frontier, World::transaction()) == "valid");
}

TEST_CASE("the chain id must be that of the block") {
  World world;
  auto tx = World::transaction();
  tx.chain_id = 1;
  CHECK(verdict(world, tx) == "valid");
  tx.chain_id = 2;
  CHECK(verdict(world, tx) == "wrong chain id: expected 1, got 2");
  tx.chain_id = 1;
  CHECK(verdict(Fork::homestead, tx).starts_with("wrong chain id"));
}

TEST_CASE("the nonce must be that of the account") {
  World world;
  world.state.at(mozi::test::sender).nonce = 5;
  auto tx = World::transaction();
  tx.nonce = 4;
  CHECK(verdict(world, tx) == "nonce too low: expected 5, got 4");
  tx.nonce = 6;
  CHECK(verdict(world, tx) == "nonce too high: expected 5, got 6");
  tx.nonce = 5;
  CHECK(verdict(world, tx) == "valid");
  world.state.at(mozi::test::sender).nonce = tx.nonce = ~uint64_t{0};
  CHECK(verdict(world, tx).starts_with("nonce at its maximum"));
}

TEST_CASE("contracts do not send, but accounts that delegate do") {
  World world(Fork::prague);
  world.code(mozi::test::sender, "STOP");
  CHECK(verdict(world, World::transaction()) ==
        "sender is a contract: expected an account without code, got 1 bytes of code");
  world.state.set_code(mozi::test::sender, delegation_code(mozi::test::callee));
  CHECK(verdict(world, World::transaction()) == "valid");
  World before(Fork::cancun);
  before.state.set_code(mozi::test::sender, delegation_code(mozi::test::callee));
  CHECK(verdict(before, World::transaction()).starts_with("sender is a contract"));
}

TEST_CASE("the sender must be able to pay the most that can come") {
  World world;
  auto tx = World::transaction();
  tx.value = mozi::test::ether - Word{10'000'000};
  CHECK(verdict(world, tx) == "valid");
  tx.value += 1;
  CHECK(verdict(world, tx) ==
        "insufficient funds: expected 1000000000000000001, got 1000000000000000000");
  tx.value = 0;
  tx.max_fee_per_gas = ~Word{};
  CHECK(verdict(world, tx) ==
        "insufficient funds: expected more than 2^256, got 1000000000000000000");
  tx = world.typed(TxType::blob);
  tx.max_fee_per_blob_gas = mozi::test::ether;
  CHECK(verdict(world, tx).starts_with("insufficient funds"));
}

TEST_CASE("the gas limit is bounded by block and fork, and pays at least the intrinsic gas") {
  World world(Fork::prague);
  auto tx = World::transaction();
  tx.max_fee_per_gas = tx.max_priority_fee_per_gas = 7;
  tx.gas_limit = 30'000'001;
  CHECK(verdict(world, tx) ==
        "gas limit above what the block has left: expected at most 30000000, got 30000001");
  tx.gas_limit = 30'000'000;
  CHECK(verdict(world, tx) == "valid");
  CHECK(verdict(Fork::osaka, tx) ==
        "gas limit above the cap of a transaction: expected at most 16777216, got 30000000");
  tx.gas_limit = 16'777'216;
  CHECK(verdict(Fork::osaka, tx) == "valid");
  tx.gas_limit = 20'999;
  CHECK(verdict(world, tx) == "intrinsic gas too low: expected at least 21000, got 20999");
}

TEST_CASE("calldata has a floor since Prague") {
  auto tx = World::transaction();
  tx.data = Bytes(100, 1);
  tx.gas_limit = 21'000 + 100 * 16;
  CHECK(verdict(Fork::cancun, tx) == "valid");
  CHECK(verdict(Fork::prague, tx) ==
        "gas limit below the floor for calldata: expected at least 25000, got 22600");
  tx.gas_limit = 25'000;
  CHECK(verdict(Fork::prague, tx) == "valid");
}

TEST_CASE("init code is bounded since Shanghai") {
  auto tx = World::transaction();
  tx.to = {};
  tx.data = Bytes(49153);
  CHECK(verdict(Fork::paris, tx) == "valid");
  CHECK(verdict(Fork::shanghai, tx) ==
        "init code too large: expected at most 49152 bytes, got 49153");
  tx.data.pop_back();
  CHECK(verdict(Fork::shanghai, tx) == "valid");
}

TEST_CASE("fees reach the base fee and tips stay within the cap") {
  World world;
  auto tx = world.typed(TxType::dynamic_fee);
  tx.max_fee_per_gas = 6;
  CHECK(verdict(world, tx) == "tip above fee cap: expected at most 6, got 10");
  tx.max_priority_fee_per_gas = 0;
  CHECK(verdict(world, tx) == "fee cap below base fee: expected at least 7, got 6");
  tx.max_fee_per_gas = 7;
  CHECK(verdict(world, tx) == "valid");
  auto legacy = World::transaction();
  legacy.max_fee_per_gas = legacy.max_priority_fee_per_gas = 6;
  CHECK(verdict(world, legacy).starts_with("fee cap below base fee"));
  CHECK(verdict(Fork::berlin, legacy) == "valid");
}

TEST_CASE("blob transactions have a few blobs of the right kind, paid for") {
  World world(Fork::cancun);
  const auto good = world.typed(TxType::blob);
  auto tx = good;
  tx.blob_hashes.clear();
  CHECK(verdict(world, tx) == "no blobs: expected at least 1, got 0");
  tx.blob_hashes.resize(7, good.blob_hashes[0]);
  CHECK(verdict(world, tx) == "too many blobs: expected at most 6, got 7");
  tx = good;
  tx.blob_hashes[0].bytes[0] = 2;
  CHECK(verdict(world, tx) == "wrong version of a blob hash: expected 1, got 2");
  tx = good;
  world.block.blob_base_fee = 11;
  CHECK(verdict(world, tx) == "blob fee cap below blob base fee: expected at least 11, got 10");
  tx.to = {};
  CHECK(verdict(world, tx) == "creation not allowed by this type: expected a recipient, got none");
}

TEST_CASE("how many blobs fit differs per fork") {
  const auto most = [](Fork fork) {
    World world(fork);
    auto tx = world.typed(TxType::blob);
    size_t count = 0;
    while (verdict(world, tx) == "valid") {
      count = tx.blob_hashes.size();
      tx.blob_hashes.push_back(tx.blob_hashes[0]);
    }
    return count;
  };
  CHECK(most(Fork::cancun) == 6);
  CHECK(most(Fork::prague) == 9);
  CHECK(most(Fork::osaka) == 6);
  CHECK(most(Fork::bpo2) == 6);
}

TEST_CASE("set-code transactions have authorizations and a recipient") {
  World world;
  auto tx = world.typed(TxType::set_code);
  tx.authorizations.clear();
  CHECK(verdict(world, tx) == "no authorizations: expected at least 1, got 0");
  tx = world.typed(TxType::set_code);
  tx.to = {};
  CHECK(verdict(world, tx).starts_with("creation not allowed by this type"));
}

TEST_CASE("a high s is a bad signature since Homestead") {
  Hash key;
  key.bytes[31] = 1;
  auto tx = World::transaction();
  REQUIRE(state::sign(tx, key));
  const auto signer = recover_sender(tx, isa::rules_of(Fork::homestead));
  REQUIRE(signer);
  tx.signature.s = crypto::secp256k1_order - tx.signature.s;
  tx.signature.y_parity ^= 1;
  CHECK(recover_sender(tx, isa::rules_of(Fork::frontier)).value() == *signer);
  const auto refused = recover_sender(tx, isa::rules_of(Fork::homestead));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().fault == TxFault::bad_signature);
}
