// The table of IR operations, read from ops.def.
#include <algorithm>
#include <iterator>

#include "compiler/ir/ir.hpp"

namespace mozi::ir {
namespace {

using enum isa::Op;
using enum Imm;
constexpr std::nullopt_t NONE = std::nullopt;

constexpr OpInfo table[] = {
#define IR_OP(name, operands, results, effects, opcode, imm, doc) \
  {#name, operands, results, effects, opcode, imm, doc},
#include "compiler/ir/ops.def"
#undef IR_OP
};

static_assert(
    [] {
      for (const OpInfo& row : table)
        if (row.opcode && (isa::info(*row.opcode).pops != row.operands ||
                           isa::info(*row.opcode).pushes != row.results))
          return false;
      return true;
    }(),
    "an op that is an opcode has the opcode's shape");

/// Indexed by Terminator::Kind.
constexpr std::string_view terminators[] = {"open", "jump",    "branch",       "switch",
                                            "ret",  "stop",    "return",       "revert",
                                            "trap", "invalid", "selfdestruct", "deploy"};
static_assert(std::size(terminators) == static_cast<size_t>(Terminator::Kind::deploy) + 1);

}  // namespace

const OpInfo& info(Op op) {
  return table[static_cast<size_t>(op)];
}

std::optional<Op> parse_op(std::string_view name) {
  const auto row = std::ranges::find(table, name, &OpInfo::name);
  if (row == std::end(table)) return std::nullopt;
  return static_cast<Op>(row - std::begin(table));
}

std::string_view terminator_name(Terminator::Kind kind) {
  return terminators[static_cast<size_t>(kind)];
}

std::optional<Terminator::Kind> parse_terminator(std::string_view name) {
  const auto row = std::ranges::find(terminators, name);
  if (row == std::end(terminators)) return std::nullopt;
  return static_cast<Terminator::Kind>(row - std::begin(terminators));
}

}  // namespace mozi::ir
