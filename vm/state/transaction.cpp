// Encodings, hashes and signatures of transactions; transaction_decode.cpp reads them.
#include "vm/state/transaction.hpp"

#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::state {
namespace {

constexpr uint8_t authorization_magic = 0x05;  // EIP-7702

void encode_access_list(rlp::Encoder& out, const AccessList& items) {
  out.list([&] {
    for (const auto& item : items)
      out.list([&] {
        out.address(item.address);
        out.list([&] {
          for (const auto& key : item.keys) out.hash(key);
        });
      });
  });
}

void encode_authorizations(rlp::Encoder& out, const std::vector<Authorization>& authorizations) {
  out.list([&] {
    for (const auto& a : authorizations)
      out.list([&] {
        out.number(a.chain_id);
        out.address(a.address);
        out.number(a.nonce);
        out.number(uint64_t{a.signature.y_parity});
        out.number(a.signature.r);
        out.number(a.signature.s);
      });
  });
}

// Everything but the signature.
void encode_fields(rlp::Encoder& out, const Transaction& tx) {
  const bool legacy = tx.type == TxType::legacy;
  if (!legacy) out.number(tx.chain_id.value_or(Word{}));
  out.number(tx.nonce);
  if (tx.type >= TxType::dynamic_fee) out.number(tx.max_priority_fee_per_gas);
  out.number(tx.max_fee_per_gas);
  out.number(tx.gas_limit);
  out.bytes(tx.to ? BytesView{tx.to->bytes} : BytesView{});
  out.number(tx.value);
  out.bytes(tx.data);
  if (!legacy) encode_access_list(out, tx.access_list);
  if (tx.type == TxType::blob) {
    out.number(tx.max_fee_per_blob_gas);
    out.list([&] {
      for (const auto& hash : tx.blob_hashes) out.hash(hash);
    });
  }
  if (tx.type == TxType::set_code) encode_authorizations(out, tx.authorizations);
}

// A type's first byte, then the list of the fields and of what `finish` appends.
template <class Finish>
Bytes encode_with(const Transaction& tx, Finish&& finish) {
  rlp::Encoder out;
  if (tx.type != TxType::legacy) {
    const auto type = static_cast<uint8_t>(tx.type);
    out.raw({&type, 1});
  }
  out.list([&] {
    encode_fields(out, tx);
    finish(out);
  });
  return out.take();
}

// The v of a legacy transaction: the parity, and the chain as EIP-155 adds it.
Word legacy_v(const Transaction& tx) {
  const Word parity = tx.signature.y_parity;
  return tx.chain_id ? parity + 35 + (*tx.chain_id << 1) : parity + 27;
}

}  // namespace

Bytes encode_transaction(const Transaction& tx) {
  return encode_with(tx, [&](rlp::Encoder& out) {
    out.number(tx.type == TxType::legacy ? legacy_v(tx) : Word{tx.signature.y_parity});
    out.number(tx.signature.r);
    out.number(tx.signature.s);
  });
}

Hash transaction_hash(const Transaction& tx) {
  return crypto::keccak256(encode_transaction(tx));
}

Hash signing_hash(const Transaction& tx) {
  return crypto::keccak256(encode_with(tx, [&](rlp::Encoder& out) {
    if (tx.type != TxType::legacy || !tx.chain_id) return;
    out.number(*tx.chain_id);  // EIP-155
    out.number(0);
    out.number(0);
  }));
}

Expected<Address> recover_sender(const Transaction& tx, HighS high_s) {
  if (high_s == HighS::refuse && tx.signature.s > crypto::secp256k1_max_low_s)
    return std::unexpected(
        Error{"transaction: expected a signature with a low s (EIP-2), got s = " +
              to_hex(tx.signature.s)});
  const auto sender = crypto::recover_address(signing_hash(tx), tx.signature);
  if (sender) return *sender;
  return std::unexpected(Error{
      "transaction: expected the signature of some key, got r = " + to_hex(tx.signature.r) +
      ", s = " + to_hex(tx.signature.s) + ", parity " + std::to_string(tx.signature.y_parity)});
}

Expected<void> sign(Transaction& tx, const Hash& secret_key) {
  const auto signature = crypto::sign(signing_hash(tx), secret_key);
  if (!signature) return std::unexpected(Error{"secret key: expected 1 to the group's order"});
  tx.signature = *signature;
  return {};
}

Hash signing_hash(const Authorization& authorization) {
  rlp::Encoder out;
  out.raw({&authorization_magic, 1});
  out.list([&] {
    out.number(authorization.chain_id);
    out.address(authorization.address);
    out.number(authorization.nonce);
  });
  return crypto::keccak256(out.view());
}

std::optional<Address> recover_authority(const Authorization& authorization) {
  if (authorization.signature.s > crypto::secp256k1_max_low_s) return {};
  return crypto::recover_address(signing_hash(authorization), authorization.signature);
}

Expected<void> sign(Authorization& authorization, const Hash& secret_key) {
  const auto signature = crypto::sign(signing_hash(authorization), secret_key);
  if (!signature) return std::unexpected(Error{"secret key: expected 1 to the group's order"});
  authorization.signature = *signature;
  return {};
}

}  // namespace mozi::state
