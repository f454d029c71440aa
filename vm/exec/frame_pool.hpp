// Frames by depth of nesting, made once and reused, so that a nested call allocates nothing.
#pragma once

#include <memory>
#include <vector>

#include "vm/exec/frame.hpp"

namespace mozi::exec {

/// The frames of one Vm. A stack: the frame taken last is given back first.
class FramePool {
 public:
  /// A frame in use, given back when the lease ends. The pool must outlive it.
  class Lease {
   public:
    explicit Lease(FramePool& pool) : pool_(pool), frame_(pool.take()) {}
    ~Lease() { --pool_.used_; }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Frame& operator*() const { return frame_; }

   private:
    FramePool& pool_;
    Frame& frame_;
  };

  BufferPool& buffers() { return buffers_; }

 private:
  Frame& take() {
    if (used_ == frames_.size()) {
      frames_.push_back(std::make_unique<Frame>());
      frames_.back()->buffers = &buffers_;
    }
    return *frames_[used_++];
  }

  BufferPool buffers_;
  std::vector<std::unique_ptr<Frame>> frames_;
  size_t used_ = 0;
};

}  // namespace mozi::exec
