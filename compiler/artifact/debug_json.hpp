// The debug section of an artifact: what a debugger shows instead of bytes (format in README.md).
#pragma once

#include "compiler/artifact/abi_json.hpp"
#include "compiler/codegen/codegen.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::artifact {

/// Places of every instruction with their logical frames, variables, checks, sources. vm/trace
/// reads it.
Json debug_json(const ir::Program& program, const codegen::Bytecode& code);

}  // namespace mozi::artifact
