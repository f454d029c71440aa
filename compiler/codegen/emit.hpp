// Writes scheduled functions out as assembly, in one sequence for the whole object.
#pragma once

#include <vector>

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/stack_schedule.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

/// A piece of assembly that begins with its label and is entered there only, or by falling through
/// from the piece before it.
struct Piece {
  AsmList items;
  bool cold = false;
  bool fixed = false;  // stubs at fixed places: nothing in it may change but labels
};

/// The entry function first, all hot blocks before all cold ones, then the traps that are used.
std::vector<Piece> emit(Unit& unit, const std::vector<StackFunction>& functions,
                        const std::vector<StackPlan>& plans);

}  // namespace mozi::codegen
