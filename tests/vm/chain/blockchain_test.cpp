// A tree of blocks: what is accepted, which branch is the head, and the state of each.
#include "vm/chain/blockchain.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/support/random.hpp"
#include "tests/vm/chain/block_builder.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::BlockParts;
using test::Builder;

namespace {

constexpr Address recorder = address_literal("00000000000000000000000000000000000c0de5");

/// Stores the parent's hash under the number, and counts calls under 0.
void add_recorder(state::WorldState& world) {
  world.set_code(recorder, test::assemble("PUSH1 1; NUMBER; SUB; BLOCKHASH; NUMBER; SSTORE; "
                                          "PUSH1 0; SLOAD; PUSH1 1; ADD; PUSH1 0; SSTORE"));
}

Word slot(Builder& builder, const Word& key) {
  const auto* account = builder.chain.head_state().find(recorder);
  return account == nullptr ? Word{} : account->storage.get(key);
}

}  // namespace

TEST_CASE("blocks of every fork are made and accepted") {
  for (const char* network :
       {"Frontier", "Homestead", "EIP150", "EIP158", "Byzantium", "ConstantinopleFix", "Istanbul",
        "Berlin", "London", "Paris", "Shanghai", "Cancun"}) {
    CAPTURE(network);
    Builder builder(network);
    for (uint64_t i = 0; i < 3; ++i) {
      const auto& done = builder.grow({.transactions = {builder.call(Address{{0xaa}}, i, {}, 5)}});
      CHECK(done.result.gas_used == 21000);
      CHECK(&builder.chain.head() == &done);
    }
    CHECK(builder.chain.head_state().find(Address{{0xaa}})->balance == Word{15});
  }
}

TEST_CASE("a block that is known is accepted again and changes nothing") {
  Builder builder("Shanghai");
  const auto first = builder.on_head();
  CHECK_FALSE(builder.import(first));
  builder.grow();
  const Hash head = builder.chain.head().hash;
  CHECK_FALSE(builder.import(first));
  CHECK(builder.chain.head().hash == head);
  CHECK_FALSE(builder.import(builder.chain.genesis().block));
  CHECK(builder.chain.head().hash == head);
}

TEST_CASE("a block needs a parent that is known") {
  Builder builder("Shanghai");
  auto block = builder.on_head();
  block.header.parent_hash.bytes[0] ^= 1;
  CHECK(builder.import(block) == BlockFault::unknown_parent);
  CHECK(builder.chain.import({}).error().fault == BlockFault::malformed);
}

TEST_CASE("a block whose results are wrong leaves no trace") {
  Builder builder("Cancun", add_recorder);
  builder.grow({.transactions = {builder.call(recorder, 0)}});
  const auto before = builder.chain.head_state();
  const auto good = builder.on_head({.transactions = {builder.call(recorder, 1)}});
  const auto fault = [&](auto change) {
    SealedBlock block = good;
    change(block.header);
    const auto found = builder.import(block);
    CHECK(builder.chain.head_state() == before);
    return found;
  };
  CHECK(fault([](Header& h) { h.state_root.bytes[0] ^= 1; }) == BlockFault::wrong_state_root);
  CHECK(fault([](Header& h) { h.receipts_root.bytes[0] ^= 1; }) == BlockFault::wrong_receipts_root);
  CHECK(fault([](Header& h) { h.logs_bloom.bytes[0] ^= 1; }) == BlockFault::wrong_logs_bloom);
  CHECK(fault([](Header& h) { h.gas_used ^= 1; }) == BlockFault::wrong_gas_used);
  CHECK(fault([](Header& h) { h.blob_gas_used = 131'072; }) == BlockFault::wrong_blob_gas_used);
  CHECK(fault([](Header& h) { h.transactions_root.bytes[0] ^= 1; }) ==
        BlockFault::wrong_transactions_root);
  CHECK(fault([](Header& h) { h.withdrawals_root->bytes[0] ^= 1; }) ==
        BlockFault::wrong_withdrawals_root);
  CHECK_FALSE(builder.import(good));
}

TEST_CASE("a block with a bad transaction is refused for that") {
  Builder builder("Shanghai");
  auto block = builder.on_head({.transactions = {builder.call(recorder, 0)}});
  block.transactions.push_back(builder.call(recorder, 7));
  block.header.transactions_root = transactions_root(block.transactions);
  const auto done = builder.chain.import(encode_block(block));
  REQUIRE_FALSE(done);
  CHECK(done.error().fault == BlockFault::bad_transaction);
  CHECK(done.error().transaction_fault == TxFault::nonce_too_high);
  CHECK(done.error().message == "transaction 1: nonce too high: expected 1, got 7");
}

TEST_CASE("withdrawals stand in blocks from Shanghai on") {
  Builder builder("Shanghai");
  auto block = builder.on_head();
  block.withdrawals.reset();
  CHECK(builder.import(block) == BlockFault::missing_field);
  Builder before("Paris");
  block = before.on_head();
  block.withdrawals.emplace();
  CHECK(before.import(block) == BlockFault::unexpected_field);
}

TEST_CASE("an encoded block has at most 8 MiB from Osaka on") {
  const isa::Rules& osaka = isa::rules_of(Fork::osaka);
  CHECK(check_size(8'388'608, osaka));
  CHECK(check_size(8'388'609, osaka).error().fault == BlockFault::too_large);
  CHECK(check_size(size_t{1} << 30, isa::rules_of(Fork::prague)));
}

TEST_CASE("before the merge the greatest total difficulty is the head") {
  Builder builder("Homestead", add_recorder);
  const auto slow = builder.on_head({.seconds = 100, .extra_data = {1}});
  const auto fast = builder.on_head({.seconds = 5, .extra_data = {2}});
  const auto tie = builder.on_head({.seconds = 6, .extra_data = {3}});
  REQUIRE(slow.header.difficulty < fast.header.difficulty);
  REQUIRE(tie.header.difficulty == fast.header.difficulty);
  CHECK_FALSE(builder.import(slow));
  CHECK(builder.chain.head().hash == header_hash(slow.header));
  CHECK_FALSE(builder.import(fast));
  CHECK(builder.chain.head().hash == header_hash(fast.header));
  CHECK_FALSE(builder.import(tie));  // the first of equals stays
  CHECK(builder.chain.head().hash == header_hash(fast.header));
  CHECK(builder.chain.head().total_difficulty == Word{131'072} + fast.header.difficulty);
  CHECK(builder.chain.find(header_hash(tie.header)) != nullptr);
}

TEST_CASE("after the merge the last block imported is the head") {
  Builder builder("Shanghai");
  const auto one = builder.on_head({.extra_data = {1}});
  const auto other = builder.on_head({.extra_data = {2}});
  CHECK_FALSE(builder.import(one));
  builder.grow();
  CHECK_FALSE(builder.import(other));
  CHECK(builder.chain.head().hash == header_hash(other.header));
}

TEST_CASE("each branch has its own state and its own block hashes") {
  test::Random random;
  CAPTURE(test::seed());
  Builder builder("Shanghai", add_recorder);
  struct Tip {
    SealedBlock block;
    state::WorldState state;
    uint64_t nonce = 0;
  };
  std::vector<Tip> tips = {{builder.chain.genesis().block, builder.chain.head_state(), 0}};
  for (uint8_t i = 1; i < 60; ++i) {
    const Tip parent = tips[random.below(tips.size())];
    // The head moves to whatever is imported last; a known block does not move it, so that a
    // sibling with other extra data is put beside the parent's last child.
    Builder fresh("Shanghai", add_recorder);
    std::vector<SealedBlock> path;
    for (const auto* at = builder.chain.find(header_hash(parent.block.header));
         at->block.header.number != 0; at = builder.chain.find(at->block.header.parent_hash))
      path.insert(path.begin(), at->block);
    for (const auto& block : path) REQUIRE_FALSE(fresh.import(block));
    const auto block =
        fresh.on_head({.transactions = {fresh.call(recorder, parent.nonce)}, .extra_data = {i}});
    REQUIRE_FALSE(fresh.import(block));
    REQUIRE_FALSE(builder.import(block));
    // The same as on a chain that has known no other branch.
    REQUIRE(builder.chain.head_state() == fresh.chain.head_state());
    CHECK(slot(builder, block.header.number) == block.header.parent_hash.to_word());
    CHECK(slot(builder, 0) == Word{block.header.number});
    tips.push_back({block, builder.chain.head_state(), parent.nonce + 1});
  }
}
