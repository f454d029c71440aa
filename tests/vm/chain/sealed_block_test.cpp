// Whole blocks: both ways, and what is no block.
#include "vm/chain/sealed_block.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"
#include "tests/vm/chain/mainnet.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::hex;

namespace {

state::Transaction transaction(state::TxType type) {
  state::Transaction tx;
  tx.type = type;
  tx.chain_id = Word{1};
  tx.gas_limit = 21000;
  tx.max_fee_per_gas = tx.max_priority_fee_per_gas = 7;
  tx.to = Address{};
  tx.data = {1, 2, 3};
  if (type == state::TxType::blob) tx.blob_hashes.resize(2);
  if (type == state::TxType::set_code) tx.authorizations.resize(1);
  tx.signature = {.r = 5, .s = 6, .y_parity = 1};
  return tx;
}

SealedBlock full_block() {
  SealedBlock block;
  block.header = test::mainnet_block_1();
  block.header.base_fee = 7;
  block.header.withdrawals_root = state::empty_trie_root;
  for (const auto type : {state::TxType::legacy, state::TxType::access_list,
                          state::TxType::dynamic_fee, state::TxType::blob, state::TxType::set_code})
    block.transactions.push_back(transaction(type));
  block.ommers = {test::mainnet_genesis(), test::mainnet_block_1()};
  block.withdrawals = {{1, 2, Address{}, 3}, {2, 3, Address{}, ~uint64_t{0}}};
  return block;
}

std::string error_of(const Bytes& encoded) {
  const auto block = decode_block(encoded);
  return block ? "read" : block.error().message;
}

/// A block of the given encoded parts.
Bytes block_of_parts(const std::vector<Bytes>& parts) {
  state::rlp::Encoder out;
  out.list([&] {
    for (const Bytes& part : parts) out.raw(part);
  });
  return out.take();
}

}  // namespace

TEST_CASE("a block is read as it was written") {
  SealedBlock block = full_block();
  CHECK(decode_block(encode_block(block)).value() == block);
  block.withdrawals.reset();
  CHECK(decode_block(encode_block(block)).value() == block);
  block = {};
  CHECK(decode_block(encode_block(block)).value() == block);
}

TEST_CASE("the roots of nothing are known") {
  CHECK(transactions_root({}) == state::empty_trie_root);
  CHECK(withdrawals_root({}) == state::empty_trie_root);
  CHECK(ommers_hash({}) == empty_list_hash);
}

TEST_CASE("only a typed transaction stands in a string") {
  const Bytes header = encode_header(test::mainnet_block_1());
  const Bytes legacy = state::encode_transaction(transaction(state::TxType::legacy));
  const Bytes typed = state::encode_transaction(transaction(state::TxType::dynamic_fee));
  const Bytes list = {0xc0};
  const auto in_list = [](const Bytes& item) { return block_of_parts({item}); };
  CHECK(error_of(block_of_parts({header, in_list(legacy), list})) == "read");
  CHECK(error_of(block_of_parts({header, in_list(state::rlp::encode(typed)), list})) == "read");
  CHECK(error_of(block_of_parts({header, in_list(state::rlp::encode(legacy)), list}))
            .find("a list in a string") != std::string::npos);
  CHECK(error_of(block_of_parts({header, in_list(typed), list})) != "read");
  CHECK(error_of(block_of_parts({header, in_list({0x80}), list})) != "read");
}

TEST_CASE("a block has three parts or four") {
  const Bytes header = encode_header(test::mainnet_block_1());
  const Bytes list = {0xc0};
  CHECK(error_of(block_of_parts({header, list, list})) == "read");
  CHECK(error_of(block_of_parts({header, list, list, list})) == "read");
  CHECK(error_of(block_of_parts({header, list})).find("ommers") != std::string::npos);
  CHECK(error_of(block_of_parts({header, list, list, list, list})).find("more items") !=
        std::string::npos);
  CHECK(error_of(block_of_parts({list, list, list})).find("parent hash") != std::string::npos);
  Bytes longer = block_of_parts({header, list, list});
  longer.push_back(0x80);
  CHECK(error_of(longer).find("input") != std::string::npos);
}

TEST_CASE("no damaged block is read as another one") {
  test::Random random;
  CAPTURE(test::seed());
  const Bytes good = encode_block(full_block());
  for (size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(decode_block(BytesView{good}.first(size)));
  for (int i = 0; i < 3000; ++i) {
    Bytes bad = good;
    for (uint64_t n = 1 + random.below(3); n > 0; --n)
      bad[random.below(bad.size())] = static_cast<uint8_t>(random.bits());
    if (const auto read = decode_block(bad)) CHECK(hex(encode_block(*read)) == hex(bad));
  }
}
