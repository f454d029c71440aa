// The passes, declared from passes.def. Each pass's own file says what it changes and keeps.
#pragma once

#include "compiler/ir/ir.hpp"

namespace mozi::opt {

using PassArgument_function = ir::Function;
using PassArgument_object = ir::Object;
using PassArgument_program = ir::Program;

#define PASS(name, takes, doc) bool name(PassArgument_##takes&);
#include "compiler/opt/passes.def"
#undef PASS

}  // namespace mozi::opt
