// Decides, for a whole function, what is on the stack where, and with which moves.
#pragma once

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/shuffle.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

struct StackPlan {
  std::vector<std::vector<Move>> moves;  // of each block, in order; runs of its steps included
  std::vector<Stack> entries;            // what is known to be on the stack as each block begins
  size_t max_height = 0;                 // of the function's own part of the stack
  double gas = 0;                        // of all moves, weighted
};

/// How hard to search.
struct Effort {
  size_t width = 8;     // alternatives kept in a block
  unsigned rounds = 2;  // attempts at better layouts of loop headers
};

/// Schedules `f`; values that do not fit the stack are moved to memory objects of `unit`. Where
/// blocks join, all predecessors leave the same words on top: exactly those that are wanted if the
/// path goes on to the caller or round a loop, else above whatever junk there is.
StackPlan schedule_stack(Unit& unit, StackFunction& f, const Effort& effort);

}  // namespace mozi::codegen
