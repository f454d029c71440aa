// Transactions of types 0 to 4: their fields, encodings, hashes and signatures.
#pragma once

#include <mozi/types.hpp>

#include "vm/crypto/secp256k1.hpp"

namespace mozi::state {

/// The types of EIP-2718; the value is the first byte of the encoding (legacy has none).
enum class TxType : uint8_t {
  legacy = 0,
  access_list = 1,  // EIP-2930
  dynamic_fee = 2,  // EIP-1559
  blob = 3,         // EIP-4844
  set_code = 4,     // EIP-7702
};

/// An account and slots that a transaction announces (EIP-2930).
struct AccessListItem {
  Address address;
  std::vector<Hash> keys;
  bool operator==(const AccessListItem&) const = default;
};
using AccessList = std::vector<AccessListItem>;

/// An account's leave to run somebody else's code (EIP-7702). `signature` may be nonsense: then the
/// entry has no effect, but the transaction stays valid.
struct Authorization {
  Word chain_id;  // 0: any chain
  Address address;
  uint64_t nonce = 0;
  crypto::Signature signature;
  bool operator==(const Authorization&) const = default;
};

/// A signed transaction. Fields that its type does not have are empty.
struct Transaction {
  TxType type = TxType::legacy;
  std::optional<Word> chain_id;  // none: a legacy transaction without EIP-155
  uint64_t nonce = 0;
  Word max_priority_fee_per_gas;  // the gas price, for legacy and access_list
  Word max_fee_per_gas;           // likewise
  uint64_t gas_limit = 0;
  std::optional<Address> to;  // none: a creation
  Word value;
  Bytes data;
  AccessList access_list;
  Word max_fee_per_blob_gas;
  std::vector<Hash> blob_hashes;
  std::vector<Authorization> authorizations;
  crypto::Signature signature;
  bool operator==(const Transaction&) const = default;
};

/// Whether a signature's s may be in the upper half of its range: until EIP-2 (Homestead) it may.
enum class HighS : uint8_t { refuse, allow };

/// Reads the signed encoding that stands in blocks (a blob transaction without its sidecar). Checks
/// the form and the range of every field; not the signature, nor anything that depends on the fork
/// or the state.
[[nodiscard]] Expected<Transaction> decode_transaction(BytesView encoded);
/// The signed encoding.
[[nodiscard]] Bytes encode_transaction(const Transaction& tx);
/// The hash of the signed encoding: the transaction's id.
[[nodiscard]] Hash transaction_hash(const Transaction& tx);

/// What the sender signs.
[[nodiscard]] Hash signing_hash(const Transaction& tx);
/// The account that signed; an error if the signature is out of range or of no key.
[[nodiscard]] Expected<Address> recover_sender(const Transaction& tx, HighS high_s = HighS::refuse);
/// Signs with a secret key; an error if that is zero or beyond the order of the group.
[[nodiscard]] Expected<void> sign(Transaction& tx, const Hash& secret_key);

/// What the authority signs.
[[nodiscard]] Hash signing_hash(const Authorization& authorization);
/// The account that signed; nothing if the signature is not good (EIP-7702: s must be low).
[[nodiscard]] std::optional<Address> recover_authority(const Authorization& authorization);
/// Signs with a secret key, like a transaction.
[[nodiscard]] Expected<void> sign(Authorization& authorization, const Hash& secret_key);

}  // namespace mozi::state
