// Prints OPCODES.md from the opcode table.
#include <fmt/core.h>

#include "vm/isa/forks.hpp"
#include "vm/isa/opcodes.hpp"

using namespace mozi;
using namespace mozi::isa;

namespace {

std::string_view kind_name(OpKind kind) {
  switch (kind) {
    case OpKind::pure:
      return "pure";
    case OpKind::env:
      return "env";
    case OpKind::effect:
      return "effect";
    case OpKind::flow:
      return "flow";
  }
  return "";
}

/// "50, tangerine 200, istanbul 800": the first fork's gas and every change after it.
std::string gas_history(const OpInfo& row) {
  std::string text;
  int last = -1;
  for (size_t i = static_cast<size_t>(row.since); i < fork_count; ++i) {
    const int gas = forks::all[i].*row.gas;
    if (gas == last) continue;
    if (!text.empty()) text += fmt::format(", {} ", fork_name(static_cast<Fork>(i)));
    text += std::to_string(gas);
    last = gas;
  }
  return text;
}

}  // namespace

int main() {
  fmt::print(
      "# Opcodes\n\n"
      "Generated from opcodes.def by the target `update_docs`. The stack's topmost operand is a, "
      "the next b. "
      "Gas is what the\nopcode costs before anything that depends on its operands, with its "
      "changes by fork. "
      "The kind says where the meaning\nis written: pure in word_ops.hpp, env and effect in "
      "exec/ops, "
      "flow in each tier.\n\n"
      "| byte | name | in | out | immediate | gas | since | kind | leaves |\n"
      "|---|---|--:|--:|--:|---|---|---|---|\n");
  for (unsigned byte = 0; byte < 256; ++byte) {
    const OpInfo& row = op_table[byte];
    if (!row.defined()) continue;
    fmt::print("| 0x{:02x} | {} | {} | {} | {} | {} | {} | {} | {} |\n", byte, row.name, row.pops,
               row.pushes, row.immediate, gas_history(row), fork_name(row.since),
               kind_name(row.kind), row.leaves);
  }
}
