// Names for code that arrives as bytes, so that its analysis is found again.
#pragma once

#include <vector>

#include "mozi/types.hpp"

namespace mozi::evmc {

/// EVMC hands over bytes on every call, and hashing them all each time costs more than it saves.
/// So code is looked up by its size and a few of its bytes, compared whole, and hashed only when it
/// is seen for the first time. Code that shares its place with others is forgotten for them.
class CodeIds {
 public:
  /// The Keccak-256 of the code; zero, which nothing is cached under, for code too large to keep.
  [[nodiscard]] Hash id_of(BytesView code);
  void clear() { entries_.clear(); }

 private:
  struct Entry {
    Hash id;
    Bytes code;
  };
  std::vector<Entry> entries_;
};

}  // namespace mozi::evmc
