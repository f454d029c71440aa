// Conditions: short circuits as control flow, comparisons, and what follows from them.
#pragma once

#include <functional>

#include "compiler/front/join.hpp"

namespace mozi::front {

/// Goes to `yes` if the condition holds, else to `no`; evaluates no more of it than needed.
void branch_on(Code& code, const ast::Node& condition, Target& yes, Target& no);
/// Ends the call with `trap` unless the condition holds (`wanted`), or if it does (not `wanted`).
void ensure_condition(Code& code, const ast::Node& condition, bool wanted, const ir::Trap& trap);
/// logic_and, logic_or, logic_not, conditional and the comparisons.
Val logic(Code& code, const ast::Node& node);

}  // namespace mozi::front
