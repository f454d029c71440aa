// The whole compiler in one call: a contract's tree in, bytecode and its tables out.
#pragma once

#include <expected>

#include "compiler/codegen/codegen.hpp"
#include "compiler/front/front.hpp"
#include "compiler/ir/ir.hpp"
#include "compiler/opt/pipeline.hpp"
#include "mozi/dsl/ast.hpp"

namespace mozi::artifact {

struct Compiled {
  ir::Program program;  // as optimised
  codegen::Bytecode code;
  front::Diagnostics warnings;
};

/// Lowers, optimises and generates code; contracts that this one creates are compiled likewise.
/// `front.creation_code` is filled in here when empty.
std::expected<Compiled, front::Diagnostics> compile(const dsl::ast::Contract& contract,
                                                    const opt::Options& options = {},
                                                    front::Options front = {});

}  // namespace mozi::artifact
