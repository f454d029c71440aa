// Receipts, and the hash of logs that state tests compare.
#pragma once

#include "vm/state/bloom.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::state {

/// What a block keeps of an executed transaction.
struct Receipt {
  TxType type = TxType::legacy;
  bool success = false;
  std::optional<Hash> state_root;  // instead of `success` before Byzantium (EIP-658)
  uint64_t cumulative_gas_used = 0;
  std::vector<Log> logs;
  bool operator==(const Receipt&) const = default;
};

/// The encoding that a block's receipts root is made of; the bloom is computed from the logs.
[[nodiscard]] Bytes encode_receipt(const Receipt& receipt);

/// Keccak-256 of the RLP of the list of logs.
[[nodiscard]] Hash logs_hash(std::span<const Log> logs);

}  // namespace mozi::state
