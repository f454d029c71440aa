// What transactions changed, as data: sorted, self-contained, ready to be applied or shown.
#pragma once

#include <mozi/types.hpp>

#include "vm/state/account.hpp"

namespace mozi::state {

/// The new values of one account.
struct AccountChange {
  Address address;
  bool deleted = false;          // the account is gone; nothing below counts
  bool storage_cleared = false;  // old storage goes before `storage` is written
  uint64_t nonce = 0;
  Word balance;
  Hash code_hash = crypto::keccak256_empty;
  Code code;                                   // set only if the code is new
  std::vector<std::pair<Word, Word>> storage;  // written slots, by key; zero removes
};

/// All changed accounts in order of their addresses.
using StateDiff = std::vector<AccountChange>;

}  // namespace mozi::state
