// Debug information in ethdebug's format, for tools that read no other.
#pragma once

#include <string>

#include "compiler/codegen/codegen.hpp"
#include "compiler/ir/ir.hpp"
#include "mozi/dsl/ast.hpp"

namespace mozi::artifact {

/// An ethdebug/format/info document (schema 0.1.0-0) with the creation and the call program: the
/// source range of each instruction and the variables whose place is known before it.
std::string write_ethdebug(const dsl::ast::Contract& contract, const ir::Program& program,
                           const codegen::Bytecode& code);

}  // namespace mozi::artifact
