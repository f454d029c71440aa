// Roots of Merkle-Patricia tries, computed from all their pairs at once; nothing is stored.
#pragma once

#include <mozi/types.hpp>

namespace mozi::state {

/// A pair of a trie; both views must outlive the computation.
struct TrieEntry {
  BytesView key;
  BytesView value;  // not empty
};

/// The root of a trie without pairs.
inline constexpr Hash empty_trie_root{{0x56, 0xe8, 0x1f, 0x17, 0x1b, 0xcc, 0x55, 0xa6,
                                       0xff, 0x83, 0x45, 0xe6, 0x92, 0xc0, 0xf8, 0x6e,
                                       0x5b, 0x48, 0xe0, 0x1b, 0x99, 0x6c, 0xad, 0xc0,
                                       0x01, 0x62, 0x2f, 0xb5, 0xe3, 0x63, 0xb4, 0x21}};

/// The root of the trie of `entries`, which must be in order of their keys, without duplicates.
/// Recurses as deep as keys have common digits: twice the length of a key at most.
[[nodiscard]] Hash trie_root(std::span<const TrieEntry> entries);

/// The root of the trie that maps the RLP of an index to the value there: the roots of a block's
/// transactions, receipts and withdrawals.
[[nodiscard]] Hash ordered_trie_root(std::span<const Bytes> values);

/// A trie whose keys are hashed first, so that nobody can make it deep: that of accounts and that
/// of storage slots.
class SecureTrie {
 public:
  /// Adds a pair; keys must differ, the value must not be empty. Copies both.
  void insert(BytesView key, BytesView value);
  /// The root of all pairs added.
  [[nodiscard]] Hash root();

 private:
  struct Item {
    Hash key;
    size_t offset = 0;  // of the value in `values_`
    size_t size = 0;
  };
  std::vector<Item> items_;
  Bytes values_;
};

}  // namespace mozi::state
