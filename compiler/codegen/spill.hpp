// Moves values from the stack to memory, where DUP and SWAP do not reach them.
#pragma once

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

/// Gives value `v` of `f` a word of memory: it is stored where it is made, and loaded where it is
/// wanted.
void spill(Unit& unit, StackFunction& f, ValueId v);

/// The candidate that costs the least in memory; nothing if there is none.
ValueId cheapest_to_spill(const StackFunction& f, const std::vector<ValueId>& candidates);

}  // namespace mozi::codegen
