// Functions as the stack scheduler sees them: blocks of steps over values, in their final order.
#pragma once

#include <vector>

#include "compiler/codegen/asm.hpp"
#include "compiler/ir/cfg.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::codegen {

using ir::BlockId;
using ir::Few;
using ir::ValueId;

/// A value of a function. Cheap values are never kept: `recipe` makes them wherever they are
/// wanted.
struct StackValue {
  bool cheap = false;
  bool pinned = false;  // on its way to memory: it must not be moved there once more
  uint8_t gas = 0;      // of the recipe
  AsmList recipe = {};
  ir::VariableId variable = ir::nothing;  // of the author's, whose value it is
};

/// Takes its operands from the top of the stack, runs its code, leaves its results.
struct Step {
  Few<ValueId> operands;  // topmost first
  Few<ValueId> results;   // topmost first
  AsmList code;
  AsmList
      swapped_code;  // does the same with the first two operands exchanged; empty if nothing does
  uint32_t effects = 0;  // see ir::Effect; scratch memory is not counted
  bool uses_scratch = false;
  bool reuses_scratch = false;    // needs what an earlier step left there
  bool defines_scratch = false;   // leaves both words there, whatever was there before
  uint32_t callee = ir::nothing;  // the function it calls
  ir::LocationId location = ir::nothing;
};

/// Where a block goes after its last step.
struct Exit {
  enum class Kind : uint8_t {
    halt,    // nowhere: the last step ended the call
    jump,    // to `targets[0]`, passing `arguments`
    branch,  // the last step jumps to one of the targets, or runs on to `falls_through_to`
    ret,     // to the caller: `arguments` are the whole stack, deepest first, the return address
             // on top
  };
  Kind kind = Kind::halt;
  std::vector<BlockId> targets;
  Few<ValueId> arguments;
  Label falls_through_to = 0;
  ir::LocationId location = ir::nothing;
};

/// What happens in a block, in order: an operand is wanted on top of the stack for a later step, or
/// a step runs.
struct Item {
  enum class Kind : uint8_t { fetch, run };
  Kind kind = Kind::fetch;
  uint32_t id = 0;  // the value, or the index of the step
  static Item fetch(ValueId v) { return {Kind::fetch, v}; }
  static Item run(uint32_t step) { return {Kind::run, step}; }
};

struct StackBlock {
  Label label = 0;
  std::vector<ValueId> parameters;  // of blocks other than the entry
  std::vector<Step> steps;
  std::vector<Item> items;  // each step's fetches, deepest operand first, come before it
  /// From this item on, arguments are stored for parameters that live in memory.
  std::optional<size_t> edge_stores;
  Exit exit;
  bool cold = false;
  double weight = 1;  // how often it runs, the entry being 1
};

/// A function whose steps only lack the moves between them. A branch's targets have one predecessor
/// each, or need nothing from the stack and halt.
struct StackFunction {
  ir::FunctionId id = 0;
  std::vector<ValueId> entry_stack;  // deepest first: the return address, if any, and parameters
  std::vector<StackValue> values;
  std::vector<StackBlock> blocks;  // in the order of the code; the first is the entry
};

/// What the scheduler needs to know about the control flow.
struct Flow {
  std::vector<std::vector<BlockId>> predecessors;
  std::vector<BlockId> order;       // reverse post-order
  std::vector<uint32_t> position;   // in `order`
  std::vector<uint32_t> component;  // strongly connected component
  std::vector<uint8_t> in_cycle;
  std::vector<uint8_t> reaches_ret;
  std::vector<ir::BitSet> live_in;  // cheap values are never live
  std::vector<ir::BitSet> live_out;

  /// True if an edge must leave nothing on the stack but what its target wants: where a path goes
  /// on to the caller, or in a circle.
  [[nodiscard]] bool exact(BlockId from, BlockId to) const {
    return reaches_ret[to] != 0 || component[from] == component[to];
  }
  /// True if junk on the stack will have to be removed at some time.
  [[nodiscard]] bool must_clean(BlockId b) const { return reaches_ret[b] != 0 || in_cycle[b] != 0; }
};
Flow analyse_flow(const StackFunction& f);

}  // namespace mozi::codegen
