// Trie roots against the definition in the yellow paper and against known roots.
#include "vm/state/trie.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/hex.hpp"
#include "tests/vm/state/naive_trie.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

using namespace mozi;
using namespace mozi::state;
using test::bytes_of;
using test::hex;
using test::naive_root;

namespace {

using Pairs = test::TriePairs;

Hash root_of(const Pairs& pairs) {
  std::vector<TrieEntry> entries;
  for (const auto& [key, value] : pairs) entries.push_back({key, value});
  return trie_root(entries);
}

Hash secure_root_of(const Pairs& pairs) {
  SecureTrie trie;
  for (const auto& [key, value] : pairs) trie.insert(key, value);
  return trie.root();
}

}  // namespace

TEST_CASE("a trie without pairs has the root of the empty string") {
  CHECK(trie_root({}) == empty_trie_root);
  CHECK(SecureTrie{}.root() == empty_trie_root);
  CHECK(ordered_trie_root({}) == empty_trie_root);
  CHECK(naive_root({}) == empty_trie_root);
}

TEST_CASE("tries have the published roots") {
  const Pairs dogs = {{bytes_of("doe"), bytes_of("reindeer")},
                      {bytes_of("dog"), bytes_of("puppy")},
                      {bytes_of("dogglesworth"), bytes_of("cat")}};
  CHECK(to_hex(root_of(dogs)) ==
        "0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3");
  CHECK(to_hex(secure_root_of(dogs)) ==
        "0xd4cd937e4a4368d7931a9cf51686b7e10abb3dce38a39000fd7902a092b64585");
}

TEST_CASE("trie roots agree with the definition on random pairs") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    Pairs pairs;
    const size_t count = random() % 40;
    const unsigned alphabet = round % 2 == 0 ? 3 : 256;  // few symbols make long common prefixes
    for (size_t i = 0; i < count; ++i) {
      Bytes key(random() % 6);
      for (auto& b : key) b = static_cast<uint8_t>(random() % alphabet * (alphabet == 3 ? 17 : 1));
      Bytes value(1 + random() % (i % 2 == 0 ? 4 : 60));
      for (auto& b : value) b = static_cast<uint8_t>(random());
      pairs[key] = value;
    }
    CHECK(root_of(pairs) == naive_root(pairs));
    Pairs hashed;
    for (const auto& [key, value] : pairs) {
      const auto h = crypto::keccak256(key).bytes;
      hashed[Bytes(h.begin(), h.end())] = value;
    }
    CHECK(secure_root_of(pairs) == naive_root(hashed));
  }
}

TEST_CASE("ordered tries map the RLP of an index to the value") {
  for (const size_t count : {1u, 2u, 127u, 128u, 129u, 300u}) {
    std::vector<Bytes> values;
    Pairs pairs;
    for (size_t i = 0; i < count; ++i) {
      values.push_back(Bytes(1 + i % 50, static_cast<uint8_t>(i)));
      pairs[rlp::encode(Word{i})] = values.back();
    }
    CHECK(ordered_trie_root(values) == naive_root(pairs));
  }
}
