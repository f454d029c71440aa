// A small world for VM tests: accounts in a map, every event recorded, nested calls answered from a
// script.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <vector>

#include "mozi/vm.hpp"

namespace mozi::test {

/// The address whose last bytes are `n`.
inline Address address(uint64_t n) {
  return Address::from_word(Word{n});
}

class MockHost : public Host {
 public:
  struct Account {
    Word balance;
    Bytes code;
    Hash code_hash{};
    std::map<Word, Word> storage;
    std::map<Word, Word> original;  // before the transaction; absent slots are zero
  };

  std::map<Address, Account> accounts;
  std::map<std::pair<Address, Word>, Word> transient;
  TxContext context;
  std::set<Address> warm_accounts;
  std::set<std::pair<Address, Word>> warm_slots;

  std::vector<Log> logs;
  std::vector<Message> calls;  // their inputs point into call_inputs
  std::deque<Bytes> call_inputs;
  std::vector<std::pair<Address, Address>> selfdestructs;
  int storage_writes = 0;

  /// The answer to the next calls. With `vm` set, an account's code runs instead.
  Result answer{
      .status = Status::success, .gas_left = 0, .gas_refund = 0, .output = {}, .created = {}};
  Vm* vm = nullptr;

  bool account_exists(const Address& a) override { return accounts.contains(a); }
  Word storage(const Address& a, const Word& key) override {
    return read(accounts[a].storage, key);
  }

  StorageStatus set_storage(const Address& a, const Word& key, const Word& value) override {
    ++storage_writes;
    Account& account = accounts[a];
    const Word original = read(account.original, key);
    const Word current = read(account.storage, key);
    account.storage[key] = value;
    return status_of(original, current, value);
  }

  Word transient_storage(const Address& a, const Word& key) override {
    return read(transient, std::pair{a, key});
  }
  void set_transient_storage(const Address& a, const Word& key, const Word& value) override {
    transient[{a, key}] = value;
  }
  Word balance(const Address& a) override {
    return accounts.contains(a) ? accounts[a].balance : Word{};
  }
  BytesView code(const Address& a) override {
    return accounts.contains(a) ? BytesView{accounts[a].code} : BytesView{};
  }
  Hash code_hash(const Address& a) override {
    return accounts.contains(a) ? accounts[a].code_hash : Hash{};
  }
  bool selfdestruct(const Address& a, const Address& beneficiary) override {
    const bool first =
        std::ranges::none_of(selfdestructs, [&](const auto& s) { return s.first == a; });
    selfdestructs.emplace_back(a, beneficiary);
    return first;
  }
  Result call(const Message& m) override {
    call_inputs.emplace_back(m.input.begin(), m.input.end());
    calls.push_back(m);
    calls.back().input = call_inputs.back();
    if (vm == nullptr) return answer;
    const Bytes code = accounts[m.code_address].code;
    return vm->execute(*this, m, code);
  }
  const TxContext& tx_context() override { return context; }
  Hash block_hash(uint64_t number) override { return Hash::from_word(Word{number * 1000 + 7}); }
  void emit_log(const Address& a, BytesView data, std::span<const Hash> topics) override {
    logs.push_back({a, {topics.begin(), topics.end()}, {data.begin(), data.end()}});
  }
  Access access_account(const Address& a) override {
    return warm_accounts.insert(a).second ? Access::cold : Access::warm;
  }
  Access access_storage(const Address& a, const Word& key) override {
    return warm_slots.insert({a, key}).second ? Access::cold : Access::warm;
  }

  /// The EVMC status of a change original -> current -> value.
  static StorageStatus status_of(const Word& original, const Word& current, const Word& value) {
    using enum StorageStatus;
    if (current == value) return assigned;
    if (original == current) {
      if (original.is_zero()) return added;
      return value.is_zero() ? deleted : modified;
    }
    if (original.is_zero()) return value.is_zero() ? added_deleted : assigned;
    if (current.is_zero()) return value == original ? deleted_restored : deleted_added;
    if (value.is_zero()) return modified_deleted;
    return value == original ? modified_restored : assigned;
  }

 private:
  template <class Key>
  static Word read(const std::map<Key, Word>& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? Word{} : found->second;
  }
};

}  // namespace mozi::test
