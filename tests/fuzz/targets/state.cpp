// Tries and the journal against plain maps.
#include <map>

#include "tests/fuzz/targets/target.hpp"
#include "tests/vm/state/journal_model.hpp"
#include "tests/vm/state/naive_trie.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"
#include "vm/state/trie.hpp"

namespace mozi::fuzz {
namespace {

Hash root_of(const test::TriePairs& pairs) {
  std::vector<state::TrieEntry> entries;
  for (const auto& [key, value] : pairs) entries.push_back({key, value});
  return state::trie_root(entries);
}

Hash secure_root_of(const test::TriePairs& pairs) {
  state::SecureTrie trie;
  for (const auto& [key, value] : pairs) trie.insert(key, value);
  return trie.root();
}

test::TriePairs hashed(const test::TriePairs& pairs) {
  test::TriePairs out;
  for (const auto& [key, value] : pairs) {
    const auto hash = crypto::keccak256(key).bytes;
    out[Bytes(hash.begin(), hash.end())] = value;
  }
  return out;
}

void check_ordered(const test::TriePairs& pairs) {
  std::vector<Bytes> values;
  test::TriePairs indexed;
  for (const auto& [key, value] : pairs) {
    indexed[state::rlp::encode(Word{values.size()})] = value;
    values.push_back(value);
  }
  require(state::ordered_trie_root(values) == test::naive_root(indexed),
          "the root of the definition for a list");
}

}  // namespace

void trie(BytesView bytes) {
  Input input(bytes);
  test::TriePairs pairs;
  while (!input.at_end()) {
    const uint8_t control = input.byte();
    const BytesView key_bytes = input.bytes(control & 0x0f);
    const Bytes key(key_bytes.begin(), key_bytes.end());
    if ((control & 0x80) != 0) {
      pairs.erase(key);
      continue;
    }
    Bytes& value = pairs[key];
    const size_t length = 1 + (control >> 4) * 9;
    const uint8_t fill = input.byte();
    value.assign(length, fill);
  }
  require(root_of(pairs) == test::naive_root(pairs), "the root of the definition");
  require(secure_root_of(pairs) == test::naive_root(hashed(pairs)),
          "the root of the definition for hashed keys");
  check_ordered(pairs);
}

void journal(BytesView bytes) {
  Input input(bytes);
  test::JournalAndModel both([&](size_t n) { return input.byte() % n; });
  try {
    while (!input.at_end()) both.step();
    both.finish();
  } catch (const std::runtime_error& error) {
    require(false, error.what());
  }
}

}  // namespace mozi::fuzz
