// Reads the text form of the IR back.
#pragma once

#include <string_view>

#include "compiler/ir/ir.hpp"
#include "mozi/types.hpp"

namespace mozi::ir {

/// Reads what print writes; values may have any numbers, `;` starts a comment. The result need not
/// verify. Errors begin with "line:column: ".
Expected<Program> parse(std::string_view text);

}  // namespace mozi::ir
