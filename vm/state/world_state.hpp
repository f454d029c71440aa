// The whole state in memory: the backend for tests, tools and the in-process chain.
#pragma once

#include "vm/state/backend.hpp"
#include "vm/state/diff.hpp"

namespace mozi::state {

/// A map of accounts with the codes they share and the hashes of past blocks. A copy is
/// independent, apart from sharing immutable code.
class WorldState final : public StateBackend {
 public:
  using Map = std::unordered_map<Address, Account, SeededHash>;

  /// The account, or null. Valid until the account is erased.
  [[nodiscard]] const Account* find(const Address& address) const;
  [[nodiscard]] Account* find(const Address& address);
  /// The account, created empty if it does not exist.
  Account& at(const Address& address);
  void erase(const Address& address) { accounts_.erase(address); }
  [[nodiscard]] size_t size() const { return accounts_.size(); }
  /// All addresses in order.
  [[nodiscard]] std::vector<Address> addresses() const;
  /// The accounts in no order at all; nothing observable may depend on it.
  [[nodiscard]] const Map& unordered() const { return accounts_; }

  /// Gives an account (created if need be) code; empty bytes remove it.
  void set_code(const Address& address, Bytes code);
  /// The account's code; empty if it has none or does not exist.
  [[nodiscard]] BytesView code_of(const Address& address) const;
  void set_block_hash(uint64_t number, const Hash& hash) { block_hashes_[number] = hash; }

  /// Writes what a journal's transactions changed.
  void apply(const StateDiff& diff);

  Expected<std::optional<AccountInfo>> account(const Address& address) override;
  Expected<Code> code(const Hash& code_hash) override;
  Expected<Word> storage(const Address& address, const Word& key) override;
  Expected<Hash> block_hash(uint64_t number) override;

  /// Equal accounts; past block hashes do not count.
  bool operator==(const WorldState& other) const { return accounts_ == other.accounts_; }

 private:
  Map accounts_;
  std::unordered_map<Hash, Code, SeededHash> codes_;
  std::unordered_map<uint64_t, Hash> block_hashes_;
};

}  // namespace mozi::state
