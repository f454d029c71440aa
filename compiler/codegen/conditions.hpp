// Turns checks and branches into jumps that are taken on a word other than zero.
#pragma once

#include <vector>

#include "compiler/ir/ir.hpp"

namespace mozi::codegen {

/// Rewrites prepared function `f`, to be laid out as `order`:
/// - a check traps if its operand is not zero (the opposite of the IR's meaning);
/// - a branch whose true side follows in the code has its sides exchanged, so that edges[1] is
///   where the code falls through.
/// Negations are absorbed: not eq is xor, not iszero is nothing, comparisons with constants turn.
void lower_conditions(ir::Function& f, const std::vector<ir::BlockId>& order);

}  // namespace mozi::codegen
