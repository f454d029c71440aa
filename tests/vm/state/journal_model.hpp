// A model of the journal that copies the whole state at every checkpoint, and the comparison.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <source_location>
#include <stdexcept>

#include "vm/crypto/keccak.hpp"
#include "vm/state/journal.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::test {

using SlotId = std::pair<Address, Word>;

struct ModelAccount {
  uint64_t nonce = 0;
  Word balance;
  Bytes code;
  std::map<Word, Word> storage;  // without zeros
  [[nodiscard]] bool is_empty() const { return nonce == 0 && balance.is_zero() && code.empty(); }
};

/// The state as plain maps.
struct JournalModel {
  std::map<Address, ModelAccount> accounts;
  std::map<SlotId, Word> originals;  // of the transaction's start, without zeros
  std::map<SlotId, Word> transient;
  std::set<Address> warm, created, destructed, touched;
  std::set<SlotId> warm_slots;
  std::vector<Log> logs;

  ModelAccount& touch(const Address& a) {
    touched.insert(a);
    return accounts[a];
  }
  [[nodiscard]] ModelAccount get(const Address& a) const {
    const auto it = accounts.find(a);
    return it == accounts.end() ? ModelAccount{} : it->second;
  }
  [[nodiscard]] Word slot(const Address& a, const Word& key) const {
    const auto account = get(a);
    const auto it = account.storage.find(key);
    return it == account.storage.end() ? Word{} : it->second;
  }
  void begin_creation(const Address& a) {
    touch(a).storage.clear();
    created.insert(a);
    std::erase_if(originals, [&](const auto& entry) { return entry.first.first == a; });
  }
  void end(state::EmptyAccounts empty) {
    for (const auto& a : destructed) accounts.erase(a);
    for (const auto& a : touched)
      if (empty == state::EmptyAccounts::remove && get(a).is_empty()) accounts.erase(a);
    const auto kept = std::move(accounts);
    *this = {};
    accounts = kept;
    for (const auto& [address, account] : accounts)
      for (const auto& [key, value] : account.storage) originals[{address, key}] = value;
  }
};

/// What a transaction on `world` starts from.
inline JournalModel model_of(const state::WorldState& world) {
  JournalModel out;
  for (const auto& a : world.addresses()) {
    const auto& account = *world.find(a);
    const auto slots = account.storage.sorted();
    const auto code = world.code_of(a);
    out.accounts[a] = {
        account.nonce, account.balance, {code.begin(), code.end()}, {slots.begin(), slots.end()}};
  }
  out.end(state::EmptyAccounts::keep);
  return out;
}

/// Runs the same operations on a journal and on the model, and throws where they differ.
class JournalAndModel {
 public:
  /// Every choice is made by `choose(n)`, a number below n.
  explicit JournalAndModel(std::function<size_t(size_t)> choose) : pick_(std::move(choose)) {
    for (int i = 0; i < 4; ++i) {  // accounts that exist from the start, some with code and storage
      const auto a = address();
      auto& account = world_.at(a);
      account.nonce = pick(2);
      account.balance = pick(100);
      for (size_t k = pick(4); k > 0; --k) account.storage.set(key(), 1 + pick(3));
      if (pick(2) == 0) world_.set_code(a, {static_cast<uint8_t>(pick(3))});
    }
    start_ = model_ = model_of(world_);
    journal_.emplace(world_);
  }

  /// One operation, and now and then a look at everything.
  void step() {
    change();
    if (pick(6) == 0) compare();
  }
  /// Takes back what can be, and ends the transaction.
  void finish() {
    while (!checkpoints_.empty()) revert();
    end_transaction();
  }

 private:
  static void must(bool holds, std::source_location where = std::source_location::current()) {
    if (!holds)
      throw std::runtime_error("the journal differs from its model at line " +
                               std::to_string(where.line()));
  }
  size_t pick(size_t n) { return pick_(n); }
  Address address() { return Address::from_word(0x100 + pick(6)); }
  Word key() { return pick(4); }

  void change() {
    const auto a = address();
    const auto k = key();
    switch (pick(18)) {
      case 0:
        return checkpoints_.emplace_back(journal_->checkpoint(), model_), void();
      case 1:
        return checkpoints_.empty() ? void() : revert();
      case 2:
        return checkpoints_.empty() ? void() : checkpoints_.pop_back();  // keeps the changes
      case 3:
        return pick(8) == 0 ? end_transaction() : void();
      case 4:
        return pick(20) == 0 ? drop_transaction() : void();
      case 5:
        return journal_->touch(a), void(model_.touch(a));
      case 6:
        return add_balance(a, pick(50));
      case 7:
        return subtract_balance(a, pick(50));
      case 8:
        return set_nonce(a, pick(3));
      case 9:
        return set_code(a, pick(4));
      case 10:
        return begin_creation(a);
      case 11:
        return destruct(a);
      case 12:
        return add_log(a);
      case 13:
        return set_transient(a, k, pick(3));
      case 14:
        return access(a, k);
      default:
        return set_storage(a, k, pick(4));
    }
  }

  void add_balance(const Address& a, const Word& amount) {
    journal_->add_balance(a, amount);
    model_.touch(a).balance += amount;
  }
  void subtract_balance(const Address& a, const Word& amount) {
    const bool enough = model_.get(a).balance >= amount;
    must(journal_->subtract_balance(a, amount) == enough);
    if (enough) model_.touch(a).balance -= amount;
  }
  void set_nonce(const Address& a, uint64_t nonce) {
    journal_->set_nonce(a, nonce);
    model_.touch(a).nonce = nonce;
  }
  void set_code(const Address& a, size_t n) {
    const Bytes code(n / 2, static_cast<uint8_t>(n));
    journal_->set_code(a, code);
    model_.touch(a).code = code;
  }
  void begin_creation(const Address& a) {
    journal_->begin_creation(a);
    model_.begin_creation(a);
  }
  void destruct(const Address& a) {
    must(journal_->destruct(a) == model_.destructed.insert(a).second);
    model_.touch(a);
  }
  void add_log(const Address& a) {
    const Log log{a, {Hash::from_word(pick(9))}, {static_cast<uint8_t>(pick(9))}};
    journal_->add_log(log);
    model_.logs.push_back(log);
  }
  void set_transient(const Address& a, const Word& k, const Word& value) {
    journal_->set_transient_storage(a, k, value);
    model_.transient[{a, k}] = value;
  }
  void access(const Address& a, const Word& k) {
    if (pick(2) == 0)
      must((journal_->access_account(a) == Access::cold) == model_.warm.insert(a).second);
    else
      must((journal_->access_storage(a, k) == Access::cold) ==
           model_.warm_slots.insert({a, k}).second);
  }
  void set_storage(const Address& a, const Word& k, const Word& value) {
    journal_->set_storage(a, k, value);
    if (model_.slot(a, k) == value) return;
    auto& account = model_.touch(a);
    if (value.is_zero())
      account.storage.erase(k);
    else
      account.storage[k] = value;
  }

  void revert() {
    const size_t to = checkpoints_.size() - 1 - pick(std::min<size_t>(checkpoints_.size(), 3));
    journal_->revert(checkpoints_[to].first);
    model_ = checkpoints_[to].second;
    checkpoints_.resize(to);
    if (pick(2) == 0) compare();
  }
  void end_transaction() {
    checkpoints_.clear();
    const auto empty = pick(2) == 0 ? state::EmptyAccounts::keep : state::EmptyAccounts::remove;
    journal_->end_transaction(empty);
    model_.end(empty);
    start_ = model_;
    if (pick(2) == 0) return;
    world_.apply(journal_->take_diff());
    compare_world();
    if (pick(2) == 0) journal_.emplace(world_);
  }
  void drop_transaction() {
    checkpoints_.clear();
    journal_->drop_transaction();
    model_ = start_;
  }

  void compare() {
    for (uint64_t i = 0; i < 6; ++i) compare(Address::from_word(0x100 + i));
    must(journal_->logs() == model_.logs);
    // Asking whether something is warm makes it so: do it, and take it back.
    const auto checkpoint = journal_->checkpoint();
    for (uint64_t i = 0; i < 6; ++i) {
      const auto a = Address::from_word(0x100 + i);
      must((journal_->access_account(a) == Access::warm) == model_.warm.contains(a));
      for (uint64_t k = 0; k < 4; ++k)
        must((journal_->access_storage(a, k) == Access::warm) ==
             model_.warm_slots.contains({a, k}));
    }
    journal_->revert(checkpoint);
  }
  void compare(const Address& a) {
    const auto expected = model_.get(a);
    must(journal_->exists(a) == model_.accounts.contains(a));
    must(journal_->is_empty(a) == expected.is_empty());
    must(journal_->nonce(a) == expected.nonce);
    must(journal_->balance(a) == expected.balance);
    const auto code = journal_->code(a);
    must(std::ranges::equal(code, expected.code));
    must(journal_->code_hash(a) == crypto::keccak256(expected.code));
    must(journal_->created(a) == model_.created.contains(a));
    must(journal_->destructed(a) == model_.destructed.contains(a));
    for (uint64_t k = 0; k < 4; ++k) {
      must(journal_->storage(a, k) == model_.slot(a, k));
      const auto original = model_.originals.find({a, k});
      must(journal_->original_storage(a, k) ==
           (original == model_.originals.end() ? Word{} : original->second));
      const auto transient = model_.transient.find({a, k});
      must(journal_->transient_storage(a, k) ==
           (transient == model_.transient.end() ? Word{} : transient->second));
    }
  }
  void compare_world() {
    must(world_.size() == model_.accounts.size());
    for (const auto& [a, expected] : model_.accounts) {
      const auto* account = world_.find(a);
      must(account != nullptr);
      must(account->nonce == expected.nonce);
      must(account->balance == expected.balance);
      must(std::ranges::equal(world_.code_of(a), expected.code));
      const auto slots = account->storage.sorted();
      must(std::map<Word, Word>(slots.begin(), slots.end()) == expected.storage);
    }
  }

  std::function<size_t(size_t)> pick_;
  state::WorldState world_;
  std::optional<state::Journal> journal_;
  JournalModel model_;
  JournalModel start_;  // of the running transaction
  std::vector<std::pair<state::Checkpoint, JournalModel>> checkpoints_;
};

}  // namespace mozi::test
