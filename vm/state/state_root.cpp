// Accounts and slots as the leaves of secure tries.
#include "vm/state/state_root.hpp"

#include "vm/state/rlp.hpp"
#include "vm/state/trie.hpp"

namespace mozi::state {

Hash storage_root(const Storage& storage) {
  if (storage.empty()) return empty_trie_root;
  SecureTrie trie;
  rlp::Encoder leaf;
  for (const auto& [key, value] : storage.unordered()) {
    leaf.clear();
    leaf.number(value);
    trie.insert(key.to_bytes(), leaf.view());
  }
  return trie.root();
}

Hash state_root(const WorldState& world) {
  SecureTrie trie;
  rlp::Encoder leaf;
  for (const auto& [address, account] : world.unordered()) {
    leaf.clear();
    leaf.list([&] {
      leaf.number(account.nonce);
      leaf.number(account.balance);
      leaf.hash(storage_root(account.storage));
      leaf.hash(account.code_hash);
    });
    trie.insert(address.bytes, leaf.view());
  }
  return trie.root();
}

}  // namespace mozi::state
