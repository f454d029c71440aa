// Reading the fields of a precompile's input, which may end anywhere: what is missing is zero.
#pragma once

#include <algorithm>

#include "mozi/types.hpp"

namespace mozi::exec::precompile {

/// Copies input[offset, offset + out.size()) to `out`, with zeros beyond the end.
inline void read_padded(BytesView input, uint64_t offset, std::span<uint8_t> out) {
  const size_t start = std::min<uint64_t>(offset, input.size());
  const size_t present = std::min(out.size(), input.size() - start);
  std::copy_n(input.begin() + static_cast<ptrdiff_t>(start), present, out.begin());
  std::fill(out.begin() + static_cast<ptrdiff_t>(present), out.end(), uint8_t{0});
}

/// The 32 bytes at `offset`, with zeros beyond the end.
inline Hash read_hash(BytesView input, uint64_t offset) {
  Hash h;
  read_padded(input, offset, h.bytes);
  return h;
}
inline Word read_word(BytesView input, uint64_t offset) {
  return read_hash(input, offset).to_word();
}

}  // namespace mozi::exec::precompile
