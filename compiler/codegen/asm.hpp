// Assembly: opcodes, pushes of words and of symbols that are known only at the end, and labels.
#pragma once

#include <vector>

#include "compiler/ir/ir.hpp"

namespace mozi::codegen {

using Label = uint32_t;
/// Index of a memory object of a unit (see unit.hpp).
using MemoryId = uint32_t;

struct AsmItem {
  enum class Kind : uint8_t {
    op,              // opcode `op`
    push,            // `word`
    push_label,      // where label `index` stands
    push_memory,     // `word` + the address of memory object `index`
    push_free,       // the first byte behind all memory objects
    push_data,       // where data segment `index` stands
    push_code_size,  // the size of the code with its data: where constructor arguments begin
    push_immutable,  // 32 bytes that deployment fills with immutable `index`
    label,           // defines label `index`
    org,             // goes on `word` bytes behind label `index`, or behind pc 0 if that is nothing
  };
  Kind kind = Kind::op;
  isa::Op op = isa::Op::STOP;
  char jump = '-';  // solc's mark of a jump: i into a function, o out of it
  uint32_t index = 0;
  Word word = {};
  ir::LocationId location = ir::nothing;
  uint32_t state = ir::nothing;   // of the stack before it, in Unit::states
  ir::TrapId trap = ir::nothing;  // push_label: of the trap whose code is there

  bool operator==(const AsmItem&) const = default;
  [[nodiscard]] bool is(isa::Op o) const { return kind == Kind::op && op == o; }
};
using AsmList = std::vector<AsmItem>;

inline AsmItem op(isa::Op o) {
  return {.kind = AsmItem::Kind::op, .op = o};
}
inline AsmItem push(const Word& w) {
  return {.kind = AsmItem::Kind::push, .word = w};
}
inline AsmItem symbol(AsmItem::Kind kind, uint32_t index = 0, const Word& offset = {}) {
  return {.kind = kind, .index = index, .word = offset};
}
inline AsmItem push_label(Label l) {
  return symbol(AsmItem::Kind::push_label, l);
}
inline AsmItem label(Label l) {
  return symbol(AsmItem::Kind::label, l);
}

}  // namespace mozi::codegen
