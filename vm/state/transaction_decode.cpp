// Reading signed transactions.
#include <algorithm>

#include "vm/state/rlp.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::state {
namespace {

using rlp::Decoder;

std::optional<Address> decode_to(Decoder& in, TxType type) {
  const bool may_create = type < TxType::blob;  // EIP-4844, EIP-7702: no creations
  Decoder before = in;
  const auto bytes = in.bytes("to");
  Address out;
  if (bytes.size() == out.bytes.size()) {
    std::ranges::copy(bytes, out.bytes.begin());
    return out;
  }
  if (!bytes.empty() || !may_create)
    before.fail("to", may_create ? "no or 20 bytes" : "20 bytes", std::to_string(bytes.size()));
  return {};
}

AccessList decode_access_list(Decoder& in) {
  AccessList out;
  auto items = in.list("access list");
  while (!items.at_end()) {
    auto item = items.list("access list item");
    auto& added = out.emplace_back();
    added.address = item.address("access list address");
    auto keys = item.list("access list keys");
    while (!keys.at_end()) added.keys.push_back(keys.hash("access list key"));
    item.finish("access list item");
  }
  return out;
}

std::vector<Authorization> decode_authorizations(Decoder& in) {
  std::vector<Authorization> out;
  auto items = in.list("authorization list");
  while (!items.at_end()) {
    auto item = items.list("authorization");
    auto& a = out.emplace_back();
    a.chain_id = item.number("authorization chain id");
    a.address = item.address("authorization address");
    a.nonce = item.number64("authorization nonce");
    Decoder before = item;
    const uint64_t parity = item.number64("authorization y parity");
    if (parity > 0xff) before.fail("authorization y parity", "a byte", std::to_string(parity));
    a.signature.y_parity = static_cast<uint8_t>(parity);
    a.signature.r = item.number("authorization r");
    a.signature.s = item.number("authorization s");
    item.finish("authorization");
  }
  return out;
}

void decode_fees(Decoder& in, Transaction& tx) {
  if (tx.type >= TxType::dynamic_fee) {
    tx.max_priority_fee_per_gas = in.number("max priority fee per gas");
    tx.max_fee_per_gas = in.number("max fee per gas");
    return;
  }
  tx.max_priority_fee_per_gas = tx.max_fee_per_gas = in.number("gas price");
}

void decode_blob_fields(Decoder& in, Transaction& tx) {
  tx.max_fee_per_blob_gas = in.number("max fee per blob gas");
  auto hashes = in.list("blob hashes");
  while (!hashes.at_end()) tx.blob_hashes.push_back(hashes.hash("blob hash"));
}

void decode_legacy_v(Decoder& in, Transaction& tx) {
  Decoder before = in;
  const Word v = in.number("v");
  if (v == Word{27} || v == Word{28}) {
    tx.signature.y_parity = static_cast<uint8_t>(v.low() - 27);
    return;
  }
  if (v < Word{35}) {
    before.fail("v", "27, 28 or at least 35", to_decimal(v));
    return;
  }
  const Word rest = v - 35;  // EIP-155
  tx.chain_id = rest >> 1;
  tx.signature.y_parity = rest.low() & 1;
}

void decode_parity(Decoder& in, Transaction& tx) {
  Decoder before = in;
  const Word parity = in.number("y parity");
  if (parity > Word{1}) before.fail("y parity", "0 or 1", to_decimal(parity));
  tx.signature.y_parity = parity.low() & 1;
}

Transaction decode_fields(Decoder& in, TxType type) {
  Transaction tx;
  tx.type = type;
  const bool legacy = type == TxType::legacy;
  if (!legacy) tx.chain_id = in.number("chain id");
  tx.nonce = in.number64("nonce");
  decode_fees(in, tx);
  tx.gas_limit = in.number64("gas limit");
  tx.to = decode_to(in, type);
  tx.value = in.number("value");
  const auto data = in.bytes("data");
  tx.data.assign(data.begin(), data.end());
  if (!legacy) tx.access_list = decode_access_list(in);
  if (type == TxType::blob) decode_blob_fields(in, tx);
  if (type == TxType::set_code) tx.authorizations = decode_authorizations(in);
  legacy ? decode_legacy_v(in, tx) : decode_parity(in, tx);
  tx.signature.r = in.number("r");
  tx.signature.s = in.number("s");
  in.finish("transaction");
  return tx;
}

}  // namespace

Expected<Transaction> decode_transaction(BytesView encoded) {
  rlp::Failure failure;
  auto type = TxType::legacy;
  auto list = encoded;
  if (!encoded.empty() && encoded[0] < 0xc0) {
    if (encoded[0] == 0 || encoded[0] > static_cast<uint8_t>(TxType::set_code))
      return std::unexpected(Error{"transaction: expected a list or a type from 1 to 4, got " +
                                   to_hex(encoded.first(1))});
    type = static_cast<TxType>(encoded[0]);
    list = encoded.subspan(1);
  }
  Decoder in{list, failure};
  auto fields = in.list("list of fields");
  auto tx = decode_fields(fields, type);
  in.finish("input");
  if (failure) return std::unexpected(Error{"transaction: " + failure->message});
  return tx;
}

}  // namespace mozi::state
