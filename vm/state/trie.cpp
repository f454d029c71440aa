// A trie is built from its sorted pairs by recursion: pairs with a common prefix stand together.
#include "vm/state/trie.hpp"

#include <algorithm>

#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::state {
namespace {

using Entries = std::span<const TrieEntry>;

size_t digits_of(BytesView key) {
  return 2 * key.size();
}

unsigned digit(BytesView key, size_t i) {
  return i % 2 == 0 ? key[i / 2] >> 4 : key[i / 2] & 15u;
}

// The number of leading digits that two keys share, given that `known` are.
size_t shared_digits(BytesView a, BytesView b, size_t known) {
  const size_t limit = std::min(digits_of(a), digits_of(b));
  while (known < limit && digit(a, known) == digit(b, known)) ++known;
  return known;
}

// A node as its parent holds it: its encoding if that is shorter than a hash, else the RLP of its
// hash.
struct Reference {
  std::array<uint8_t, 33> bytes;
  uint8_t size = 0;
  [[nodiscard]] BytesView view() const { return BytesView{bytes}.first(size); }
};

// Encodes nodes, children first, in one buffer.
class Builder {
 public:
  // Encodes the node of `entries`, which share their first `depth` digits, into the buffer.
  void encode(Entries entries, size_t depth) {
    const auto first = entries.front();
    if (entries.size() == 1) {
      encode_pair(first.key, depth, digits_of(first.key), /*is_leaf=*/true,
                  [&] { node_.bytes(first.value); });
      return;
    }
    const size_t shared = shared_digits(first.key, entries.back().key, depth);
    if (shared == depth) {
      encode_branch(entries, depth);
      return;
    }
    encode_branch(entries, shared);
    const auto child = reference();
    encode_pair(first.key, depth, shared, /*is_leaf=*/false, [&] { node_.raw(child.view()); });
  }

  [[nodiscard]] Hash hash() const { return crypto::keccak256(node_.view()); }

 private:
  // A leaf or an extension: digits `from` to `to` of the key, packed, and a value or a child.
  template <class Second>
  void encode_pair(BytesView key, size_t from, size_t to, bool is_leaf, Second&& second) {
    path_.clear();
    const bool odd = (to - from) % 2 != 0;
    const unsigned flags = (is_leaf ? 2u : 0u) + (odd ? 1u : 0u);
    path_.push_back(static_cast<uint8_t>(flags << 4 | (odd ? digit(key, from) : 0u)));
    for (size_t i = from + (odd ? 1 : 0); i < to; i += 2)
      path_.push_back(static_cast<uint8_t>(digit(key, i) << 4 | digit(key, i + 1)));
    node_.clear();
    node_.list([&] {
      node_.bytes(path_);
      second();
    });
  }

  void encode_branch(Entries entries, size_t depth) {
    BytesView value;
    if (digits_of(entries.front().key) == depth) {  // the shortest key comes first
      value = entries.front().value;
      entries = entries.subspan(1);
    }
    std::array<Reference, 16> children;
    while (!entries.empty()) {
      const unsigned d = digit(entries.front().key, depth);
      size_t n = 1;
      while (n < entries.size() && digit(entries[n].key, depth) == d) ++n;
      encode(entries.first(n), depth + 1);
      children[d] = reference();
      entries = entries.subspan(n);
    }
    node_.clear();
    node_.list([&] {
      for (const auto& child : children)
        child.size == 0 ? node_.bytes({}) : node_.raw(child.view());
      node_.bytes(value);
    });
  }

  // A reference to the node in the buffer.
  [[nodiscard]] Reference reference() const {
    const auto& node = node_.view();
    Reference out;
    if (node.size() < 32) {
      std::ranges::copy(node, out.bytes.begin());
      out.size = static_cast<uint8_t>(node.size());
      return out;
    }
    out.bytes[0] = 0xa0;
    std::ranges::copy(hash().bytes, out.bytes.begin() + 1);
    out.size = 33;
    return out;
  }

  rlp::Encoder node_;
  Bytes path_;
};

}  // namespace

Hash trie_root(std::span<const TrieEntry> entries) {
  if (entries.empty()) return empty_trie_root;
  Builder builder;
  builder.encode(entries, 0);
  return builder.hash();
}

Hash ordered_trie_root(std::span<const Bytes> values) {
  std::vector<Bytes> keys;
  keys.reserve(values.size());
  std::vector<TrieEntry> entries;
  entries.reserve(values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    keys.push_back(rlp::encode(Word{i}));
    entries.push_back({keys.back(), values[i]});
  }
  std::ranges::sort(entries, [](const TrieEntry& a, const TrieEntry& b) {
    return std::ranges::lexicographical_compare(a.key, b.key);
  });
  return trie_root(entries);
}

void SecureTrie::insert(BytesView key, BytesView value) {
  items_.push_back({crypto::keccak256(key), values_.size(), value.size()});
  values_.insert(values_.end(), value.begin(), value.end());
}

Hash SecureTrie::root() {
  std::ranges::sort(items_, {}, &Item::key);
  std::vector<TrieEntry> entries;
  entries.reserve(items_.size());
  for (const auto& item : items_)
    entries.push_back({item.key.bytes, BytesView{values_}.subspan(item.offset, item.size)});
  return trie_root(entries);
}

}  // namespace mozi::state
