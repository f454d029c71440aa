// Accounts and slots as the leaves of secure tries.
#include "vm/state/state_root.hpp"

#include "vm/state/rlp.hpp"
#include "vm/state/trie.hpp"

namespace mozi::state {
namespace {

void encode_account(rlp::Encoder& out, const Account& account) {
  out.list([&] {
    out.number(account.nonce);
    out.number(account.balance);
    out.hash(storage_root(account.storage));
    out.hash(account.code_hash);
  });
}

}  // namespace

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
    encode_account(leaf, account);
    trie.insert(address.bytes, leaf.view());
  }
  return trie.root();
}

}  // namespace mozi::state
