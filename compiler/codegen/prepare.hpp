// Brings a function into the shape that layout, selection and scheduling expect.
#pragma once

#include "compiler/ir/cfg.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::codegen {

/// In the result
/// - blocks with one predecessor have no parameters, and straight lines are one block;
/// - a branch or switch leads only to blocks with one predecessor, or to halting blocks that use
///   nothing from outside;
/// - `select` is spelled out in arithmetic;
/// - values that are cheaper to read again than to carry over joins (calldata words, immutables)
///   are read in each region that uses them;
/// - blocks that can only end in a failure are cold.
/// `may_reload` tells whether immutables are such values.
ir::Function prepare(const ir::Function& f, bool may_reload_immutables);

/// True if the block is nothing but a trap, whose shared code stands for it.
bool only_traps(const ir::Block& block);

}  // namespace mozi::codegen
