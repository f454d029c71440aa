// The journal's reads, writes and marks.
#include "vm/state/journal.hpp"

#include <algorithm>

namespace mozi::state {
namespace {

// The table of EIP-2200 by which of the three values are equal or zero.
StorageStatus storage_status(const Word& original, const Word& current, const Word& value) {
  using enum StorageStatus;
  if (current == value) return assigned;
  if (original == current) {
    if (original.is_zero()) return added;
    return value.is_zero() ? deleted : modified;
  }
  const bool restored = original == value;
  if (original.is_zero()) return restored ? added_deleted : assigned;
  if (current.is_zero()) return restored ? deleted_restored : deleted_added;
  if (value.is_zero()) return modified_deleted;
  return restored ? modified_restored : assigned;
}

}  // namespace

template <class T>
T Journal::checked(Expected<T> result) {
  if (result) return std::move(*result);
  failure_ = std::move(result.error());
  return {};
}

CachedAccount& Journal::entry(const Address& address) {
  if (last_account_ != nullptr && last_account_->address == address) return *last_account_;
  auto& found = accounts_[address];
  found.address = address;
  last_account_ = &found;
  return found;
}

CachedAccount& Journal::account(const Address& address) {
  auto& found = entry(address);
  if (!found.loaded) load(found);
  return found;
}

void Journal::load(CachedAccount& account) {
  account.loaded = true;
  if (failure_) return;
  const auto info = checked(backend_->account(account.address));
  if (!info) return;
  account.exists = true;
  account.nonce = info->nonce;
  account.balance = info->balance;
  account.code.hash = info->code_hash;
  account.backend_storage = info->has_storage;
}

// Every change goes through here, so the touched accounts are all that can have changed.
CachedAccount& Journal::touched_account(const Address& address) {
  // The precompile RIPEMD-160 stays touched when its call fails: so it happened in block 2675119,
  // and so the rules have had it since.
  static constexpr Address ripemd160{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}};
  auto& found = account(address);
  if (found.touched != tx_) {
    if (address != ripemd160) undo_.save(found.touched);
    found.touched = tx_;
    touched_.push_back(&found);
  }
  if (!found.exists) {
    undo_.save(found.exists);
    found.exists = true;
  }
  return found;
}

CachedSlot& Journal::slot_entry(CachedAccount& account, const Word& key) {
  if (last_slot_owner_ == &account && last_slot_->first == key) return last_slot_->second;
  last_slot_ = &*account.slots.try_emplace(key).first;
  last_slot_owner_ = &account;
  return last_slot_->second;
}

CachedSlot& Journal::slot(const Address& address, const Word& key) {
  auto& owner = account(address);
  auto& found = slot_entry(owner, key);
  if (!found.loaded) {
    found.loaded = true;
    if (owner.backend_storage && !failure_)
      found.current = checked(backend_->storage(address, key));
  }
  if (found.original_of != tx_) {
    found.original = found.current;
    found.original_of = tx_;
  }
  return found;
}

BytesView Journal::code(const Address& address) {
  auto& found = account(address);
  if (!found.has_code()) return {};
  if (found.code.bytes == nullptr && !failure_)
    found.code.bytes = checked(backend_->code(found.code.hash));
  return found.code.bytes == nullptr ? BytesView{} : BytesView{*found.code.bytes};
}

bool Journal::has_storage(const Address& address) {
  const auto& found = account(address);
  return found.backend_storage || std::ranges::any_of(found.slots, [](const SlotEntry& slot) {
           return !slot.second.current.is_zero();
         });
}

void Journal::touch(const Address& address) {
  touched_account(address);
}

void Journal::add_balance(const Address& address, const Word& amount) {
  auto& found = touched_account(address);
  if (amount.is_zero()) return;
  undo_.save(found.balance);
  found.balance += amount;
}

bool Journal::subtract_balance(const Address& address, const Word& amount) {
  if (balance(address) < amount) return false;
  auto& found = touched_account(address);
  if (amount.is_zero()) return true;
  undo_.save(found.balance);
  found.balance -= amount;
  return true;
}

void Journal::set_balance(const Address& address, const Word& balance) {
  auto& found = touched_account(address);
  undo_.save(found.balance);
  found.balance = balance;
}

void Journal::set_nonce(const Address& address, uint64_t nonce) {
  auto& found = touched_account(address);
  undo_.save(found.nonce);
  found.nonce = nonce;
}

void Journal::set_code(const Address& address, Bytes code) {
  auto& found = touched_account(address);
  undo_.save(found.code);
  found.code.hash = crypto::keccak256(code);
  found.code.bytes = code.empty() ? nullptr : std::make_shared<const Bytes>(std::move(code));
}

Word Journal::original_storage(const Address& address, const Word& key) {
  return slot(address, key).original;
}

StorageStatus Journal::set_storage(const Address& address, const Word& key, const Word& value) {
  auto& found = slot(address, key);
  const auto status = storage_status(found.original, found.current, value);
  if (found.current == value) return status;
  touched_account(address);
  undo_.save(found.current);
  found.current = value;
  found.written = true;
  return status;
}

Word Journal::transient_storage(const Address& address, const Word& key) const {
  return transient_.get(address, key);
}

void Journal::set_transient_storage(const Address& address, const Word& key, const Word& value) {
  transient_.set(address, key, value, undo_);
}

Access Journal::access_account(const Address& address) {
  auto& found = entry(address);
  if (found.warm == tx_) return Access::warm;
  undo_.save(found.warm);
  found.warm = tx_;
  return Access::cold;
}

Access Journal::access_storage(const Address& address, const Word& key) {
  auto& found = slot_entry(entry(address), key);
  if (found.warm == tx_) return Access::warm;
  undo_.save(found.warm);
  found.warm = tx_;
  return Access::cold;
}

void Journal::begin_creation(const Address& address) {
  auto& found = touched_account(address);
  undo_.save(found.created);
  found.created = tx_;
  if (found.backend_storage || !found.slots.empty()) clear_storage(found);
}

bool Journal::destruct(const Address& address) {
  auto& found = touched_account(address);
  if (found.destructed == tx_) return false;
  undo_.save(found.destructed);
  found.destructed = tx_;
  destructed_.push_back(&found);
  return true;
}

// The slots go, but which of them are warm remains.
void Journal::clear_storage(CachedAccount& account) {
  undo_.save(account.backend_storage);
  undo_.save(account.storage_cleared);
  account.backend_storage = false;
  account.storage_cleared = true;
  SlotMap warm;
  for (const auto& [key, slot] : account.slots)
    if (slot.warm == tx_) warm[key].warm = tx_;
  undo_.save_moved(account.slots);
  account.slots = std::move(warm);
  last_slot_owner_ = nullptr;
}

Hash Journal::block_hash(uint64_t number) {
  return failure_ ? Hash{} : checked(backend_->block_hash(number));
}

void Journal::revert(const Checkpoint& checkpoint) {
  undo_.rewind(checkpoint.changes);
  logs_.resize(checkpoint.logs);
  last_slot_owner_ = nullptr;  // a slot map may have been moved
}

}  // namespace mozi::state
