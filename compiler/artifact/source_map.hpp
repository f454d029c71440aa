// solc's source map: one entry per instruction, delta-compressed.
#pragma once

#include <string>

#include "compiler/codegen/codegen.hpp"

namespace mozi::artifact {

/// "s:l:f:j;..." with empty fields where an entry repeats the one before.
std::string source_map(const codegen::Code& code, const ir::Program& program);

}  // namespace mozi::artifact
