// Reuse of output buffers, so that nested calls that return data need not allocate.
#pragma once

#include "mozi/types.hpp"

namespace mozi::exec {

/// A few byte buffers with room. Buffers are empty when taken.
class BufferPool {
 public:
  Bytes take() {
    if (spare_.empty()) return {};
    Bytes buffer = std::move(spare_.back());
    spare_.pop_back();
    return buffer;
  }

  void give(Bytes&& buffer) {
    constexpr size_t max_spare = 64;
    constexpr size_t max_capacity = 1 << 16;
    if (buffer.capacity() == 0 || buffer.capacity() > max_capacity || spare_.size() >= max_spare) {
      Bytes().swap(buffer);
      return;
    }
    buffer.clear();
    spare_.push_back(std::move(buffer));
  }

 private:
  std::vector<Bytes> spare_;
};

}  // namespace mozi::exec
