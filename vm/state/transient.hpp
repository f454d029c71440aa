// Transient storage (EIP-1153): words that live as long as the transaction.
#pragma once

#include <unordered_map>

#include "vm/state/undo_log.hpp"

namespace mozi::state {

/// The transient storage of all accounts.
class TransientStorage {
 public:
  [[nodiscard]] Word get(const Address& address, const Word& key) const;
  /// Writes a word; `undo` takes it back.
  void set(const Address& address, const Word& key, const Word& value, UndoLog& undo);
  /// Forgets everything; the undo log must hold nothing of it any more.
  void clear() { words_.clear(); }

 private:
  struct Key {
    Address address;
    Word key;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    size_t operator()(const Key& k) const noexcept {
      return SeededHash{}(k.key ^ k.address.to_word());
    }
  };
  std::unordered_map<Key, Word, KeyHash> words_;
};

}  // namespace mozi::state
