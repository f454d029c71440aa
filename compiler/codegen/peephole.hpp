// Local rewriting of assembly: jumps, equal tails, literals.
#pragma once

#include "compiler/codegen/emit.hpp"

namespace mozi::codegen {

/// Joins the pieces to one sequence in which no jump leads to a jump or to what follows anyway,
/// equal cold pieces and long equal ends of them exist once, nothing is unreachable, and every
/// label is used. Literals are written in fewer bytes, and equal ends of hot pieces exist once,
/// where `runs` executions do not make up for the bytes' price at deployment. Labels from `labels`
/// on are free.
AsmList join(std::vector<Piece> pieces, unsigned runs, Label& labels);

}  // namespace mozi::codegen
