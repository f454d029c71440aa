// A call's byte memory: grows in whole words, zero at first.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace mozi::exec {

/// The memory of one frame. Its room is kept from call to call unless it is large.
class Memory {
 public:
  /// More memory than this no call can have; the gas for it would exceed any block.
  static constexpr uint64_t max_size = uint64_t{1} << 32;

  [[nodiscard]] uint8_t* data() { return data_.get(); }
  [[nodiscard]] const uint8_t* data() const { return data_.get(); }
  /// A multiple of 32.
  [[nodiscard]] uint64_t size() const { return size_; }

  /// Grows to `size`, a multiple of 32 above the present size; false if the system has no room.
  [[nodiscard]] bool grow(uint64_t size);
  /// Empties the memory for the next call.
  void clear();

 private:
  struct Free {
    Free() : mapped(0) {}
    explicit Free(uint64_t size) : mapped(size) {}
    uint64_t mapped;  // the size of a mapping; 0: the block came from malloc
    void operator()(uint8_t* block) const;
  };
  [[nodiscard]] bool reserve(uint64_t capacity);
  [[nodiscard]] bool map(uint64_t capacity);

  std::unique_ptr<uint8_t, Free> data_;
  uint64_t size_ = 0;
  uint64_t capacity_ = 0;
};

}  // namespace mozi::exec
