// The front end's face: a contract's tree in, a verified IR program out.
#pragma once

#include <expected>
#include <vector>

#include "compiler/ir/ir.hpp"
#include "mozi/dsl/ast.hpp"

namespace mozi::front {

struct Lowered {
  ir::Program program;
  std::vector<dsl::ast::Diagnostic> warnings;
};

/// Checks and lowers a contract. All mistakes are reported together, in source order; the
/// contract's own diagnostics (from tracing) come first.
std::expected<Lowered, std::vector<dsl::ast::Diagnostic>> lower(const dsl::ast::Contract& contract);

}  // namespace mozi::front
