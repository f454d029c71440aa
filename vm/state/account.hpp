// What a chain remembers of one account, and the hash tables that hold such things.
#pragma once

#include <memory>
#include <mozi/types.hpp>
#include <unordered_map>

#include "vm/crypto/keccak.hpp"
#include "vm/state/seeded_hash.hpp"

namespace mozi::state {

/// Immutable code; accounts with the same code share it.
using Code = std::shared_ptr<const Bytes>;

/// The words of an account's storage that are not zero.
class Storage {
 public:
  using Map = std::unordered_map<Word, Word, SeededHash>;

  [[nodiscard]] Word get(const Word& key) const;
  /// Stores a word; zero removes the slot.
  void set(const Word& key, const Word& value);
  [[nodiscard]] bool empty() const { return slots_.empty(); }
  [[nodiscard]] size_t size() const { return slots_.size(); }
  /// The slots in order of their keys.
  [[nodiscard]] std::vector<std::pair<Word, Word>> sorted() const;
  /// The slots in no order at all; nothing observable may depend on it.
  [[nodiscard]] const Map& unordered() const { return slots_; }
  bool operator==(const Storage&) const = default;

 private:
  Map slots_;
};

/// An account of the world state; the code itself lies in the world state's table of codes.
struct Account {
  uint64_t nonce = 0;
  Word balance;
  Hash code_hash = crypto::keccak256_empty;
  Storage storage;
  bool operator==(const Account&) const = default;
};

}  // namespace mozi::state
