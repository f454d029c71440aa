// Local rewriting of assembly: jumps, equal tails, literals.
#pragma once

#include "compiler/codegen/emit.hpp"

namespace mozi::codegen {

/// Joins the pieces to one sequence in which no jump leads to a jump or to what follows anyway,
/// equal cold pieces exist once, nothing is unreachable, and every label is used. Literals are
/// written in fewer bytes where `runs` executions do not make up for the bytes' price at
/// deployment.
AsmList join(std::vector<Piece> pieces, unsigned runs);

}  // namespace mozi::codegen
