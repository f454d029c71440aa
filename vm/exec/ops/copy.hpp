// Copying into memory from data that may end before the range does.
#pragma once

#include <cstring>

#include "mozi/types.hpp"

namespace mozi::exec::ops {

/// Writes source[offset, offset + size) to `to`; zeros stand for what lies beyond the source.
inline void copy_padded(uint8_t* to, size_t size, BytesView source, const Word& offset) {
  const size_t start = offset.fits64() && offset.low() < source.size()
                           ? static_cast<size_t>(offset.low())
                           : source.size();
  const size_t present = std::min(size, source.size() - start);
  // memcpy must not be given the null pointer of an empty view.
  if (present != 0) std::memcpy(to, source.data() + start, present);
  if (size != present) std::memset(to + present, 0, size - present);
}

}  // namespace mozi::exec::ops
