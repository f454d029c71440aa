// The compiled contract as one JSON document in the shape that Foundry and Hardhat read.
#pragma once

#include <string>

#include "compiler/codegen/codegen.hpp"
#include "compiler/ir/ir.hpp"
#include "compiler/opt/pipeline.hpp"
#include "mozi/dsl/ast.hpp"

namespace mozi::artifact {

/// The artifact's text: abi, bytecode, deployedBytecode, methodIdentifiers, storageLayout,
/// sourceMap, immutableReferences, metadata. Deterministic, no absolute paths, no time.
std::string write(const dsl::ast::Contract& contract, const ir::Program& program,
                  const codegen::Bytecode& code, opt::Level level);

}  // namespace mozi::artifact
