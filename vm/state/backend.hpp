// Where a journal reads the state from: four reads, each of which may fail.
#pragma once

#include <mozi/types.hpp>

#include "vm/state/account.hpp"

namespace mozi::state {

/// An account as a backend hands it out, without code and storage.
struct AccountInfo {
  uint64_t nonce = 0;
  Word balance;
  Hash code_hash = crypto::keccak256_empty;
  bool has_storage = false;  // any slot that is not zero (EIP-7610)
};

/// A source of committed state: memory, a database, another node. One thread uses it at a time.
/// An error stops the execution that asked; it never becomes a zero.
class StateBackend {
 public:
  virtual ~StateBackend() = default;

  /// The account, or nothing if it does not exist.
  virtual Expected<std::optional<AccountInfo>> account(const Address& address) = 0;
  /// The code with this hash; only asked for hashes of accounts with code.
  virtual Expected<Code> code(const Hash& code_hash) = 0;
  /// A storage slot; zero if it was never written. Only asked for accounts with storage.
  virtual Expected<Word> storage(const Address& address, const Word& key) = 0;
  /// The hash of an earlier block; zero if there is none.
  virtual Expected<Hash> block_hash(uint64_t number) = 0;
};

}  // namespace mozi::state
