// Every env and effect opcode as a function, declared from opcodes.def.
//
// An effect opcode has the one signature `Status NAME(Frame&, Word* top)`: top[0] is the first
// operand, top[-1] the second, and so on; a result replaces the last operand. Stack checks and
// static gas come before; whatever else it costs it charges itself. Any status but running ends the
// frame.
#pragma once

#include "vm/exec/ops/env.hpp"
#include "vm/exec/ops/memory.hpp"

namespace mozi::exec::ops {

#define DECLARE_pure(NAME)
#define DECLARE_flow(NAME)
#define DECLARE_env(NAME) Word NAME(const Frame&);
#define DECLARE_effect(NAME) Status NAME(Frame&, Word*);
#define OPCODE(byte, NAME, pops, pushes, imm, gas, since, kind, leaves) DECLARE_##kind(NAME)
#include "vm/isa/opcodes.def"
#undef OPCODE
#undef DECLARE_pure
#undef DECLARE_flow
#undef DECLARE_env
#undef DECLARE_effect

}  // namespace mozi::exec::ops
