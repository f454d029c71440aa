// The passes over a region in SSA form, in the order in which they run.
#pragma once

#include "vm/jit/ir.hpp"

namespace mozi::jit {

/// Puts blocks in reverse postorder and drops those that nothing reaches.
void order_blocks(Region& region);
/// Replaces phis whose inputs are all the same.
void simplify_phis(Region& region);
/// Replaces opcodes by cheaper ones on constants, and values by equal ones.
void simplify(Region& region);
/// Finds the largest value that each word can have.
void bound_values(Region& region);
/// Drops what has no use and no effect.
void drop_unused(Region& region);
/// Finds which low bits of each word anybody looks at.
void find_demanded_bits(Region& region);

}  // namespace mozi::jit
