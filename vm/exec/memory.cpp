// Growing and emptying a frame's memory.
#include "vm/exec/memory.hpp"

#include <algorithm>
#include <cstring>

namespace mozi::exec {

bool Memory::grow(uint64_t size) {
  if (size > capacity_) {
    const uint64_t wanted = std::max<uint64_t>({size, 2 * capacity_, 4096});
    auto* grown = static_cast<uint8_t*>(std::realloc(data_.get(), wanted));
    if (grown == nullptr) return false;
    static_cast<void>(data_.release());
    data_.reset(grown);
    capacity_ = wanted;
  }
  std::memset(data_.get() + size_, 0, size - size_);
  size_ = size;
  return true;
}

void Memory::clear() {
  constexpr uint64_t kept = 1 << 16;
  size_ = 0;
  if (capacity_ <= kept) return;
  data_.reset();
  capacity_ = 0;
}

}  // namespace mozi::exec
