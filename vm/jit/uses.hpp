// Walking over the operands of a region.
#pragma once

#include "vm/jit/ir.hpp"

namespace mozi::jit {

/// Calls `use` with every operand of the region, by reference.
inline void for_each_use(Region& region, auto&& use) {
  const auto exit_uses = [&](Exit& exit) {
    if (exit.value != no_value) use(exit.value);
    for (Spill& spill : exit.spills) use(spill.value);
  };
  for (Block& block : region.blocks) {
    for (const ValueId id : block.code) {
      Inst& inst = region.values[id];
      for (uint8_t i = 0; i < inst.arg_count; ++i) use(inst.args[i]);
      for (ValueId& input : inst.inputs) use(input);
    }
    if (block.condition != no_value) {
      use(block.condition);
      exit_uses(block.taken);
    }
    exit_uses(block.exit);
  }
}

}  // namespace mozi::jit
