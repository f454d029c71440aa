// Whole blocks in RLP, and the roots of their parts.
#include "vm/chain/sealed_block.hpp"

#include "vm/crypto/keccak.hpp"
#include "vm/state/trie.hpp"

namespace mozi::chain {
namespace {

using state::rlp::Decoder;
using state::rlp::Encoder;

void encode_ommers(Encoder& out, std::span<const Header> ommers) {
  out.list([&] {
    for (const Header& ommer : ommers) encode_header(out, ommer);
  });
}

void encode_withdrawal(Encoder& out, const Withdrawal& withdrawal) {
  out.list([&] {
    out.number(withdrawal.index);
    out.number(withdrawal.validator);
    out.address(withdrawal.address);
    out.number(withdrawal.amount);
  });
}

std::vector<state::Transaction> decode_transactions(Decoder& in) {
  std::vector<state::Transaction> list;
  Decoder items = in.list("transactions");
  while (!items.at_end()) {
    Decoder before = items;
    const bool legacy = items.at_list();
    const BytesView encoded = legacy ? items.raw("transaction") : items.bytes("transaction");
    auto tx = state::decode_transaction(encoded);
    if (!tx) {
      before.fail("transaction " + std::to_string(list.size()), "a transaction",
                  tx.error().message);
      break;
    }
    if (!legacy && tx->type == state::TxType::legacy) {
      before.fail("transaction", "a type's byte", "a list in a string");
      break;
    }
    list.push_back(std::move(*tx));
  }
  return list;
}

std::vector<Header> decode_ommers(Decoder& in) {
  std::vector<Header> list;
  Decoder items = in.list("ommers");
  while (!items.at_end()) list.push_back(decode_header(items));
  return list;
}

std::vector<Withdrawal> decode_withdrawals(Decoder& in) {
  std::vector<Withdrawal> list;
  Decoder items = in.list("withdrawals");
  while (!items.at_end()) {
    Withdrawal& withdrawal = list.emplace_back();
    Decoder fields = items.list("withdrawal");
    withdrawal.index = fields.number64("withdrawal index");
    withdrawal.validator = fields.number64("withdrawal validator");
    withdrawal.address = fields.address("withdrawal address");
    withdrawal.amount = fields.number64("withdrawal amount");
    fields.finish("withdrawal");
  }
  return list;
}

}  // namespace

void encode_transactions(Encoder& out, std::span<const state::Transaction> transactions) {
  out.list([&] {
    for (const auto& tx : transactions) {
      const Bytes encoded = encode_transaction(tx);
      // A legacy transaction is a list of the block; the others are strings in it (EIP-2718).
      tx.type == state::TxType::legacy ? out.raw(encoded) : out.bytes(encoded);
    }
  });
}

Bytes encode_block(const SealedBlock& block) {
  Encoder out;
  out.list([&] {
    encode_header(out, block.header);
    encode_transactions(out, block.transactions);
    encode_ommers(out, block.ommers);
    if (!block.withdrawals) return;
    out.list([&] {
      for (const Withdrawal& withdrawal : *block.withdrawals) encode_withdrawal(out, withdrawal);
    });
  });
  return out.take();
}

Expected<SealedBlock> decode_block(BytesView encoded) {
  state::rlp::Failure failure;
  Decoder in{encoded, failure};
  Decoder parts = in.list("block");
  SealedBlock block;
  block.header = decode_header(parts);
  block.transactions = decode_transactions(parts);
  block.ommers = decode_ommers(parts);
  if (!parts.at_end()) block.withdrawals = decode_withdrawals(parts);
  parts.finish("block");
  in.finish("input");
  if (failure) return std::unexpected(Error{"block: " + failure->message});
  return block;
}

Bytes encode_withdrawal(const Withdrawal& withdrawal) {
  Encoder out;
  encode_withdrawal(out, withdrawal);
  return out.take();
}

Hash transactions_root(std::span<const state::Transaction> transactions) {
  std::vector<Bytes> values;
  values.reserve(transactions.size());
  for (const auto& tx : transactions) values.push_back(encode_transaction(tx));
  return state::ordered_trie_root(values);
}

Hash ommers_hash(std::span<const Header> ommers) {
  Encoder out;
  encode_ommers(out, ommers);
  return crypto::keccak256(out.view());
}

Hash withdrawals_root(std::span<const Withdrawal> withdrawals) {
  std::vector<Bytes> values;
  values.reserve(withdrawals.size());
  for (const Withdrawal& withdrawal : withdrawals) values.push_back(encode_withdrawal(withdrawal));
  return state::ordered_trie_root(values);
}

}  // namespace mozi::chain
