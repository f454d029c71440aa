// Keeps the words that hashes of mapping slots are made from in scratch memory.
#pragma once

#include "compiler/codegen/mir.hpp"

namespace mozi::codegen {

/// Where a slot's hash needs a word that the hash before it has left in scratch memory, it is not
/// stored again. memory_liveness then keeps objects out of the way between the two.
void reuse_scratch(StackFunction& f);

}  // namespace mozi::codegen
