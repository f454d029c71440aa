// The verifier: what every pass and the code generator may rely on.
#pragma once

#include "compiler/ir/ir.hpp"
#include "mozi/types.hpp"

namespace mozi::ir {

/// Checks that values are defined before they are used on every path, that shapes and indices fit
/// the tables, that each op stands where it may, and that functions do not recurse. The error names
/// the object, function, block and instruction.
Expected<void> verify(const Program& program);

}  // namespace mozi::ir
