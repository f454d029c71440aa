// An account as a journal holds it: read once, with what the running transaction did to it.
#pragma once

#include <mozi/types.hpp>

#include "vm/state/account.hpp"

namespace mozi::state {

/// The number of a transaction within its journal, from 1. A mark that holds for one transaction is
/// stored as the number of that transaction, so that the next one need not take it away.
using TxStamp = uint32_t;

/// A storage slot.
struct CachedSlot {
  Word current;
  Word original;  // at the start of transaction `original_of` (EIP-2200)
  TxStamp original_of = 0;
  TxStamp warm = 0;      // EIP-2929
  bool loaded = false;   // `current` is known; a slot may be warm before anyone reads it
  bool written = false;  // must be part of the next diff
};
using SlotMap = std::unordered_map<Word, CachedSlot, SeededHash>;

/// A code hash, and the code once somebody asked for it.
struct CachedCode {
  Hash hash = crypto::keccak256_empty;
  Code bytes;
};

/// An account. Everything below `loaded` is meaningless until it is set, apart from the marks.
struct CachedAccount {
  Address address;
  bool loaded = false;
  bool exists = false;
  uint64_t nonce = 0;
  Word balance;
  CachedCode code;
  SlotMap slots;
  bool backend_storage = false;  // the backend holds slots of this account that still count
  bool storage_cleared = false;  // the next diff must clear the old storage
  bool changed = false;          // is in the list of changed accounts
  TxStamp warm = 0;              // EIP-2929
  TxStamp touched = 0;           // EIP-161
  TxStamp created = 0;           // EIP-6780
  TxStamp destructed = 0;

  [[nodiscard]] bool has_code() const { return code.hash != crypto::keccak256_empty; }
  /// EIP-161: no nonce, no balance, no code.
  [[nodiscard]] bool is_empty() const { return nonce == 0 && balance.is_zero() && !has_code(); }
};

}  // namespace mozi::state
