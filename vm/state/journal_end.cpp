// What happens between transactions: removals, the next transaction, and the diff.
#include <algorithm>

#include "vm/state/journal.hpp"

namespace mozi::state {

void Journal::remove(CachedAccount& account) {
  account.exists = false;
  account.nonce = 0;
  account.balance = {};
  account.code = {};
  account.slots.clear();
  account.backend_storage = false;
  account.storage_cleared = true;
}

void Journal::end_transaction(EmptyAccounts empty_accounts) {
  for (auto* account : destructed_)
    if (account->destructed == tx_) remove(*account);
  for (auto* account : touched_) {
    if (account->touched != tx_) continue;  // a revert took the touch back
    if (empty_accounts == EmptyAccounts::remove && account->is_empty()) remove(*account);
    if (!std::exchange(account->changed, true)) changed_.push_back(account);
  }
  begin_transaction();
}

void Journal::drop_transaction() {
  undo_.rewind(0);
  begin_transaction();
}

void Journal::begin_transaction() {
  ++tx_;  // 2^32 transactions on one journal would take a day of doing nothing else
  undo_.clear();
  transient_.clear();
  logs_.clear();
  touched_.clear();
  destructed_.clear();
  last_slot_owner_ = nullptr;
}

StateDiff Journal::take_diff() {
  StateDiff diff;
  diff.reserve(changed_.size());
  for (auto* account : std::exchange(changed_, {})) {
    account->changed = false;
    auto& change = diff.emplace_back();
    change.address = account->address;
    change.deleted = !account->exists;
    change.storage_cleared = std::exchange(account->storage_cleared, false);
    change.nonce = account->nonce;
    change.balance = account->balance;
    change.code_hash = account->code.hash;
    change.code = account->code.bytes;
    for (auto& [key, slot] : account->slots)
      if (std::exchange(slot.written, false)) change.storage.emplace_back(key, slot.current);
    std::ranges::sort(change.storage);
  }
  std::ranges::sort(diff, {}, &AccountChange::address);
  return diff;
}

}  // namespace mozi::state
