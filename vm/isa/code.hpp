// Code: bytecode made ready to run, padded at its end, with its jump destinations.
#pragma once

#include <vector>

#include "mozi/types.hpp"

namespace mozi::isa {

/// Bytecode that can be run without bounds checks. Immutable once built; reusable by assign.
class Code {
 public:
  Code() { assign({}); }
  explicit Code(BytesView code) { assign(code); }

  /// Replaces the code, keeping allocated room.
  void assign(BytesView code);

  /// The code as given.
  [[nodiscard]] BytesView bytes() const { return {padded_.data(), size_}; }
  [[nodiscard]] size_t size() const { return size_; }
  /// The first byte; `size()` bytes of code and then zeros (STOP), enough to read an immediate.
  [[nodiscard]] const uint8_t* begin() const { return padded_.data(); }
  /// True if there is a JUMPDEST at `position` that is not part of an immediate.
  [[nodiscard]] bool is_jump_destination(uint64_t position) const {
    return position < size_ && ((destinations_[position / 64] >> (position % 64)) & 1) != 0;
  }
  /// The bytes this object occupies, for bounded caches.
  [[nodiscard]] size_t footprint() const {
    return sizeof(Code) + padded_.capacity() + 8 * destinations_.capacity();
  }

 private:
  size_t size_ = 0;
  std::vector<uint8_t> padded_;
  std::vector<uint64_t> destinations_;
};

}  // namespace mozi::isa
