// Code: one compiled contract.
#pragma once

#include <cstdint>
#include <memory>

#include "vm/exec/frame.hpp"

namespace mozi::jit {

struct Context;

/// Machine code of one contract under one fork's rules. Owns its memory; any number of threads may
/// run it at once.
class Code {
 public:
  /// Called as C: the context, the stack's top and the gas give a status.
  using Entry = uint32_t (*)(Context*, Word* top, int64_t gas);

  /// `owner` keeps the machine code alive.
  Code(Entry entry, std::shared_ptr<void> owner, size_t bytes)
      : entry_(entry), owner_(std::move(owner)), bytes_(bytes) {}

  /// Runs the frame that `Frame::enter` has made ready, as exec::interpret would.
  Status run(exec::Frame& frame) const;
  /// The size of the machine code.
  [[nodiscard]] size_t bytes() const { return bytes_; }

 private:
  Entry entry_;
  std::shared_ptr<void> owner_;
  size_t bytes_;
};

}  // namespace mozi::jit
