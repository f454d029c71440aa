// The compiled contract as one JSON document in the shape that Foundry reads, or that Hardhat does.
#pragma once

#include <string>

#include "compiler/codegen/codegen.hpp"
#include "compiler/ir/ir.hpp"
#include "compiler/opt/pipeline.hpp"
#include "mozi/dsl/ast.hpp"

namespace mozi::artifact {

/// The artifact's text in Foundry's shape: abi, bytecode and deployedBytecode as objects (hex,
/// source map, references), methodIdentifiers, metadata, storageLayout. Deterministic, no absolute
/// paths, no time.
std::string write(const dsl::ast::Contract& contract, const ir::Program& program,
                  const codegen::Bytecode& code, opt::Level level);

/// The same contract in Hardhat's shape, where bytecode and deployedBytecode are strings of hex:
/// the two tools want different things under one key.
std::string write_hardhat(const dsl::ast::Contract& contract, const ir::Program& program,
                          const codegen::Bytecode& code);

}  // namespace mozi::artifact
