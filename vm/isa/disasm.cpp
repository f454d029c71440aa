// Bytes to text, one linear sweep.
#include "vm/isa/disasm.hpp"

#include <algorithm>

#include "vm/isa/text.hpp"

namespace mozi::isa {

Instruction decode(BytesView code, size_t pc) {
  const uint8_t opcode = code[pc];
  const size_t wanted = info(opcode).immediate;
  const size_t present = std::min(wanted, code.size() - pc - 1);
  return {pc, opcode, code.subspan(pc + 1, present), present < wanted};
}

std::string to_text(const Instruction& instruction) {
  const OpInfo& row = info(instruction.opcode);
  if (!row.defined()) return to_hex(BytesView{&instruction.opcode, 1}) + " (undefined)";
  std::string text{row.name};
  if (row.immediate != 0) text += " " + to_hex(instruction.immediate);
  if (instruction.truncated) text += " (truncated)";
  return text;
}

std::string disassemble(BytesView code) {
  std::string text;
  for (size_t pc = 0; pc < code.size();) {
    const Instruction instruction = decode(code, pc);
    for (int shift = 12; shift >= 0; shift -= 4) text += hex_digits[(pc >> shift) & 15];
    text += "  " + to_text(instruction) + "\n";
    pc += 1 + instruction.immediate.size();
  }
  return text;
}

}  // namespace mozi::isa
