// The transactions of a transition: signed ones as RLP or as JSON, or JSON with a secret key.
#include "tools/t8n/transactions.hpp"

#include "tools/fixtures/parts.hpp"
#include "tools/support/fail.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::t8n {
namespace {

using fixtures::Fields;
using fixtures::Reader;
using fixtures::ReadError;
using state::TxType;

TxType read_type(const Reader& json) {
  const uint64_t type = json.has("type") ? json["type"].number64() : 0;
  if (type > static_cast<uint64_t>(TxType::set_code))
    throw ReadError{fmt::format("{}.type: expected 0 to 4, got {}", json.path(), type)};
  return static_cast<TxType>(type);
}

/// The first of two names that is there: tools do not agree.
const char* either(const Reader& json, const char* one, const char* other) {
  return json.has(one) ? one : other;
}

/// Everything but the signature; what is out of range is named in `malformed`.
state::Transaction read_fields(const Reader& json, const Word& chain_id, std::string& malformed) {
  Fields fields(json, malformed);
  state::Transaction tx;
  tx.type = read_type(json);
  if (tx.type != TxType::legacy)
    tx.chain_id = json.has("chainId") ? fields.word("chainId") : chain_id;
  tx.nonce = fields.small("nonce");
  tx.gas_limit = fields.small(either(json, "gas", "gasLimit"));
  if (tx.type >= TxType::dynamic_fee) {
    tx.max_fee_per_gas = fields.word("maxFeePerGas");
    tx.max_priority_fee_per_gas = fields.word("maxPriorityFeePerGas");
  } else {
    tx.max_fee_per_gas = tx.max_priority_fee_per_gas = fields.word("gasPrice");
  }
  if (const auto to = json.find("to"); to && !to->is_null() && !to->text().empty())
    tx.to = to->address();
  tx.value = fields.word("value");
  tx.data = json[either(json, "input", "data")].bytes();
  if (const auto list = json.find("accessList"))
    tx.access_list = fixtures::read_access_list(*list).value_or(state::AccessList{});
  if (tx.type == TxType::blob) {
    tx.max_fee_per_blob_gas = fields.word("maxFeePerBlobGas");
    json["blobVersionedHashes"].each(
        [&](const Reader& hash) { tx.blob_hashes.push_back(hash.hash()); });
  }
  if (tx.type == TxType::set_code)
    json["authorizationList"].each([&](const Reader& item) {
      tx.authorizations.push_back(fixtures::read_authorization(item, malformed));
    });
  return tx;
}

/// The signature from v, r and s; a legacy v names the chain, too (EIP-155).
std::string read_signature(const Reader& json, state::Transaction& tx, std::string& malformed) {
  Fields fields(json, malformed);
  tx.signature.r = fields.word("r");
  tx.signature.s = fields.word("s");
  const Word v = fields.word(either(json, "v", "yParity"));
  const bool legacy = tx.type == TxType::legacy;
  const bool with_chain = legacy && v >= Word{35};
  if (with_chain) tx.chain_id = (v - Word{35}) >> 1;
  const Word parity = with_chain ? Word{(v - Word{35}).low() & 1} : v - Word{legacy ? 27u : 0u};
  if (parity > Word{1})
    return fmt::format("{}.v: expected a recovery id, got {}", json.path(), to_decimal(v));
  tx.signature.y_parity = static_cast<uint8_t>(parity.low());
  return {};
}

bool has_signature(const Reader& json) {
  return json.has("r") && json.has("s") && !json["s"].number().is_zero();
}

TransactionInput read_transaction(const Reader& json, const Word& chain_id) {
  std::string malformed;
  state::Transaction tx = read_fields(json, chain_id, malformed);
  const auto key = json.find("secretKey");
  if (has_signature(json) || !key) {
    if (std::string wrong = read_signature(json, tx, malformed); !wrong.empty())
      return fail("{}", wrong);
  } else {
    const auto is_protected = json.find("protected");
    if (tx.type == TxType::legacy && (!is_protected || is_protected->json() != false))
      tx.chain_id = chain_id;
    if (auto done = state::sign(tx, Hash::from_word(key->number())); !done)
      return fail("{}", done.error().message);
  }
  if (!malformed.empty()) return fail("{} is out of range", malformed);
  return tx;
}

std::vector<TransactionInput> decode_list(const Reader& json) {
  const Bytes encoded = json.bytes();
  std::vector<TransactionInput> list;
  if (encoded.empty()) return list;
  state::rlp::Failure failure;
  state::rlp::Decoder in{encoded, failure};
  state::rlp::Decoder items = in.list("transactions");
  while (!items.at_end())
    list.push_back(state::decode_transaction(items.at_list() ? items.raw("transaction")
                                                             : items.bytes("transaction")));
  in.finish("transactions");
  if (failure) throw ReadError{fmt::format("{}: {}", json.path(), failure->message)};
  return list;
}

}  // namespace

std::vector<TransactionInput> read_transactions(const Reader& json, const Word& chain_id) {
  if (json.json().is_string()) return decode_list(json);
  std::vector<TransactionInput> list;
  json.each([&](const Reader& item) { list.push_back(read_transaction(item, chain_id)); });
  return list;
}

}  // namespace mozi::t8n
