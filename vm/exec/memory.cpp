// Growing and emptying a frame's memory.
#include "vm/exec/memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace mozi::exec {

namespace {

// More room than this is not kept for the next call.
constexpr uint64_t most_kept = 1 << 16;

}  // namespace

void Memory::Free::operator()(uint8_t* block) const {
  if (mapped != 0)
    munmap(block, mapped);
  else
    std::free(block);
}

bool Memory::grow(uint64_t size) {
  if (size > capacity_ && !reserve(std::max<uint64_t>({size, 2 * capacity_, 4096}))) return false;
  // Mapped room was zero when it came and is used only once.
  if (data_.get_deleter().mapped == 0) std::memset(data_.get() + size_, 0, size - size_);
  size_ = size;
  return true;
}

bool Memory::reserve(uint64_t capacity) {
  if (capacity > most_kept) return map(capacity);
  auto* block = static_cast<uint8_t*>(std::malloc(capacity));
  if (block == nullptr) return false;
  if (size_ != 0) std::memcpy(block, data_.get(), size_);
  data_ = {block, Free{}};
  capacity_ = capacity;
  return true;
}

/// Fresh pages take no room until they are written: code that only names much memory, in a thousand
/// nested calls, costs little. The allocator's large blocks are fresh only at first.
bool Memory::map(uint64_t capacity) {
  constexpr uint64_t page = 4096;
  capacity = (capacity + page - 1) / page * page;
  const uint64_t mapped = data_.get_deleter().mapped;
  void* block = mapped != 0 ? mremap(data_.get(), mapped, capacity, MREMAP_MAYMOVE)
                            : mmap(nullptr, capacity, PROT_READ | PROT_WRITE,
                                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (block == MAP_FAILED) return false;
  if (mapped != 0)
    static_cast<void>(data_.release());
  else if (size_ != 0)
    std::memcpy(block, data_.get(), size_);
  data_ = {static_cast<uint8_t*>(block), Free{capacity}};
  capacity_ = capacity;
  return true;
}

void Memory::clear() {
  size_ = 0;
  if (capacity_ <= most_kept) return;
  data_ = {nullptr, Free{}};
  capacity_ = 0;
}

}  // namespace mozi::exec
