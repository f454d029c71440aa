// Appendix D of the yellow paper: keys as strings of digits, c() and n() as written there.
#include "tests/vm/state/naive_trie.hpp"

#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::test {
namespace {

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
  if (pairs.empty()) return state::rlp::encode(BytesView{});
  const Bytes node = naive_node(pairs, i);
  return node.size() < 32 ? node : state::rlp::encode(crypto::keccak256(node).bytes);
}

Bytes naive_node(const NaivePairs& pairs, size_t i) {
  state::rlp::Encoder e;
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

}  // namespace

Hash naive_root(const TriePairs& pairs) {
  NaivePairs digits;
  for (const auto& [key, value] : pairs) {
    Digits d;
    for (const uint8_t b : key) {
      d += static_cast<char>(b >> 4);
      d += static_cast<char>(b & 15);
    }
    digits[d] = value;
  }
  return digits.empty() ? crypto::keccak256(state::rlp::encode(BytesView{}))
                        : crypto::keccak256(naive_node(digits, 0));
}

}  // namespace mozi::test
