// Chooses opcodes for the ops of a prepared function and fixes their order.
#pragma once

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/unit.hpp"
#include "compiler/ir/cfg.hpp"

namespace mozi::codegen {

/// Selects code for prepared function `f`, whose blocks come in `order`. Within a block, effects
/// keep their order; everything else is computed just before its first use, as an expression tree
/// wants it on a stack.
StackFunction select(Unit& unit, ir::Function f, ir::FunctionId id,
                     const std::vector<BlockId>& order, const std::vector<double>& weights);

}  // namespace mozi::codegen
