// Disassembly: bytecode -> instructions -> text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mozi/types.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::isa {

/// One instruction of some code; the immediate is a view into it.
struct Instruction {
  size_t pc = 0;
  uint8_t opcode = 0;
  BytesView immediate;  // shorter than the opcode's if the code ends inside it
  bool truncated = false;
};

/// The instruction at `pc`, which must be below code.size().
Instruction decode(BytesView code, size_t pc);

/// "PUSH2 0x1234", "ADD", "0x0c (undefined)"; a truncated immediate is followed by "(truncated)".
std::string to_text(const Instruction& instruction);

/// One line per instruction: the position in hex, then to_text.
std::string disassemble(BytesView code);

}  // namespace mozi::isa
