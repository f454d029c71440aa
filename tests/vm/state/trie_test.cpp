// Trie roots against the definition in the yellow paper and against known roots.
#include "vm/state/trie.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/hex.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

using namespace mozi;
using namespace mozi::state;
using test::bytes_of;
using test::hex;

namespace {

using Pairs = std::map<Bytes, Bytes>;

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

// Appendix D of the yellow paper: keys as strings of digits, c() and n() as written there.
using Digits = std::basic_string<char>;
using NaivePairs = std::map<Digits, Bytes>;

Bytes hex_prefix(const Digits& digits, bool terminated) {
  const char flag = terminated ? 2 : 0;
  Digits all = digits.size() % 2 != 0 ? Digits{static_cast<char>(flag + 1)} + digits
                                      : Digits{flag, 0} + digits;
  Bytes out;
  for (size_t i = 0; i < all.size(); i += 2)
    out.push_back(static_cast<uint8_t>(all[i] * 16 + all[i + 1]));
  return out;
}

Bytes naive_node(const NaivePairs& pairs, size_t i);

Bytes naive_reference(const NaivePairs& pairs, size_t i) {
  if (pairs.empty()) return rlp::encode(BytesView{});
  const Bytes node = naive_node(pairs, i);
  return node.size() < 32 ? node : rlp::encode(crypto::keccak256(node).bytes);
}

Bytes naive_node(const NaivePairs& pairs, size_t i) {
  rlp::Encoder e;
  const Digits& first = pairs.begin()->first;
  if (pairs.size() == 1) {
    e.list([&] {
      e.bytes(hex_prefix(first.substr(i), true));
      e.bytes(pairs.begin()->second);
    });
    return e.take();
  }
  size_t j = first.size();
  for (const auto& [key, unused] : pairs) {
    size_t k = 0;
    while (k < std::min(j, key.size()) && key[k] == first[k]) ++k;
    j = k;
  }
  if (j != i) {
    e.list([&] {
      e.bytes(hex_prefix(first.substr(i, j - i), false));
      e.raw(naive_reference(pairs, j));
    });
    return e.take();
  }
  e.list([&] {
    for (char d = 0; d < 16; ++d) {
      NaivePairs below;
      for (const auto& [key, v] : pairs)
        if (key.size() > i && key[i] == d) below[key] = v;
      e.raw(naive_reference(below, i + 1));
    }
    const auto here = pairs.find(first.substr(0, i));
    e.bytes(here == pairs.end() ? Bytes{} : here->second);
  });
  return e.take();
}

Hash naive_root(const Pairs& pairs) {
  NaivePairs digits;
  for (const auto& [key, value] : pairs) {
    Digits d;
    for (const uint8_t b : key) {
      d += static_cast<char>(b >> 4);
      d += static_cast<char>(b & 15);
    }
    digits[d] = value;
  }
  return digits.empty() ? crypto::keccak256(rlp::encode(BytesView{}))
                        : crypto::keccak256(naive_node(digits, 0));
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
