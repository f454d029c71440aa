// Chooses the moves of one block: a beam search over what is on the stack.
#pragma once

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/shuffle.hpp"

namespace mozi::codegen {

/// Thrown when a value that is wanted lies deeper than DUP and SWAP reach: one of `candidates` has
/// to move to memory.
struct TooDeep {
  std::vector<ValueId> candidates;
};

/// The moves of a block up to its end, its last step included, and the stack they leave.
struct Schedule {
  std::vector<Move> moves;
  Stack stack;
  double gas = 0;
};

class BlockScheduler {
 public:
  BlockScheduler(const StackFunction& f, const Flow& flow, BlockId block, size_t width);

  /// The best schedules from stack `entry`, at most a few, best first. Throws TooDeep.
  [[nodiscard]] std::vector<Schedule> run(const Stack& entry) const;
  /// Values that are wanted after item `i`.
  [[nodiscard]] bool alive_after(ValueId v, uint32_t i) const { return last_use_[v] > i; }

 private:
  struct Pending {
    ValueId value;
    uint32_t used_by;  // the item of the step
  };
  struct State;
  struct Trail;
  class Search;

  const StackFunction& f_;
  const StackBlock& block_;
  bool must_clean_;
  size_t width_;  // how many alternatives the search keeps
  Shuffler shuffler_;
  std::vector<uint32_t> last_use_;     // by value: the last item that uses it
  std::vector<Few<Pending>> pending_;  // by item: operands that wait for their step
};

}  // namespace mozi::codegen
