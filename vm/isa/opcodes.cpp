// Finding opcodes by name.
#include "vm/isa/opcodes.hpp"

#include "vm/isa/text.hpp"

namespace mozi::isa {

std::optional<Op> parse_op(std::string_view name) {
  struct Alias {
    std::string_view name;
    Op op;
  };
  constexpr Alias aliases[] = {
      {"SHA3", Op::KECCAK256}, {"DIFFICULTY", Op::PREVRANDAO}, {"SUICIDE", Op::SELFDESTRUCT}};
  for (const Alias& alias : aliases)
    if (equal_ignoring_case(alias.name, name)) return alias.op;
  for (unsigned byte = 0; byte < 256; ++byte)
    if (op_table[byte].defined() && equal_ignoring_case(op_table[byte].name, name))
      return static_cast<Op>(byte);
  return std::nullopt;
}

}  // namespace mozi::isa
