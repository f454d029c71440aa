// Analysed code by code hash, bounded in bytes; the least recently used goes first.
#pragma once

#include <list>
#include <memory>
#include <unordered_map>

#include "vm/isa/code.hpp"

namespace mozi::exec {

/// A cache of analysed code. What it hands out stays valid while it is held.
class CodeCache {
 public:
  /// Analysed code, and what the owner of the cache knows of it besides.
  struct Cached {
    std::shared_ptr<const isa::Code> code;
    std::shared_ptr<void> note;
  };

  explicit CodeCache(size_t max_bytes = size_t{64} << 20) : max_bytes_(max_bytes) {}

  /// The analysis of `code`, whose hash is `hash`: a hash must always come with the same code.
  std::shared_ptr<const isa::Code> get(const Hash& hash, BytesView code) {
    return find(hash, code).code;
  }
  /// The same with its note; the reference is valid until the next look-up.
  Cached& find(const Hash& hash, BytesView code);
  /// Forgets all notes.
  void drop_notes();

  [[nodiscard]] size_t bytes() const { return bytes_; }
  [[nodiscard]] size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Hash hash;
    Cached cached;
  };

  size_t max_bytes_;
  size_t bytes_ = 0;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<Hash, std::list<Entry>::iterator> by_hash_;
};

}  // namespace mozi::exec
