// Places in storage: which slots can be the same.
#pragma once

#include "compiler/ir/ir.hpp"

namespace mozi::opt {

/// False if the storage slots named by `a` and `b` are different words whenever both are used.
/// Hashes are taken to differ from each other, and to lie further apart from each other and from
/// small numbers than any offset reaches, as Solidity does.
bool may_alias(const ir::Function& f, ir::ValueId a, ir::ValueId b);

}  // namespace mozi::opt
