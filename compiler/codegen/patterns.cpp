// The code of each op, given its operands on the stack.
#include "compiler/codegen/patterns.hpp"

#include <algorithm>
#include <numeric>

#include "vm/isa/assert.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::codegen {
namespace {

using enum isa::Op;
using Kind = AsmItem::Kind;

/// The opcode that does the same with its first two operands exchanged.
std::optional<isa::Op> exchanged(isa::Op o) {
  constexpr std::pair<isa::Op, isa::Op> pairs[] = {
      {ADD, ADD}, {MUL, MUL}, {AND, AND}, {OR, OR},   {XOR, XOR},       {EQ, EQ},
      {LT, GT},   {GT, LT},   {SLT, SGT}, {SGT, SLT}, {ADDMOD, ADDMOD}, {MULMOD, MULMOD}};
  for (const auto& [a, b] : pairs)
    if (a == o) return b;
  return std::nullopt;
}

/// Stores the top word at `first` and the next at `second`, then hashes both.
AsmList hash_scratch(uint64_t first, uint64_t second) {
  return {push(Word{first}), op(MSTORE), push(Word{second}), op(MSTORE),
          push(Word{64}),    push({}),   op(KECCAK256)};
}

MemoryId memory_of(const Unit& unit, ir::FunctionId function, ir::ValueId value) {
  const auto at = std::ranges::find_if(unit.memory, [&](const MemoryObject& m) {
    return m.function == function && m.value == value;
  });
  MOZI_ASSERT(at != unit.memory.end(), "static memory has an object");
  return static_cast<MemoryId>(at - unit.memory.begin());
}

bool is_environment(ir::Op o) {
  const ir::OpInfo& row = ir::info(o);
  return row.opcode && row.effects == ir::pure && row.operands == 0;
}

}  // namespace

unsigned static_gas(const AsmList& code) {
  return std::accumulate(code.begin(), code.end(), 0u, [](unsigned sum, const AsmItem& item) {
    const isa::Rules& rules = isa::rules_of(default_fork);
    switch (item.kind) {
      case Kind::op:
        return sum + static_cast<unsigned>(isa::static_gas(rules, item.op));
      case Kind::push:
        return sum + (item.word.is_zero() ? 2 : 3);
      case Kind::org:
        return sum;
      case Kind::label:
        return sum + 1;
      case Kind::push_label:
      case Kind::push_memory:
      case Kind::push_free:
      case Kind::push_data:
      case Kind::push_code_size:
      case Kind::push_immutable:
        return sum + 3;
    }
    return sum;
  });
}

std::optional<StackValue> cheap_value(const Unit& unit, const ir::Inst& inst, ir::ValueId result,
                                      ir::FunctionId function) {
  StackValue value{.cheap = true, .gas = 0, .recipe = {}};
  const auto index = static_cast<uint32_t>(inst.imm.low());
  if (inst.op == ir::Op::constant)
    value.recipe = {push(inst.imm)};
  else if (is_environment(inst.op))
    value.recipe = {op(*ir::info(inst.op).opcode)};
  else if (inst.op == ir::Op::static_memory)
    value.recipe = {symbol(Kind::push_memory, memory_of(unit, function, result))};
  else if (inst.op == ir::Op::data_offset)
    value.recipe = {symbol(Kind::push_data, index)};
  else if (inst.op == ir::Op::data_size)
    value.recipe = {push(Word{unit.object.data[index].bytes.size()})};
  else if (inst.op == ir::Op::args_offset)
    value.recipe = {symbol(Kind::push_code_size)};
  else
    return std::nullopt;
  value.gas = static_cast<uint8_t>(static_gas(value.recipe));
  return value;
}

Step step_for(Unit& unit, const ir::Inst& inst) {
  Step step;
  step.operands = inst.operands;
  step.results = inst.results;
  step.effects = ir::info(inst.op).effects;
  step.location = inst.location;
  const auto index = static_cast<uint32_t>(inst.imm.low());
  unit.uses_free_memory |= (inst.op == ir::Op::free_memory || inst.op == ir::Op::set_free_memory);
  if (const auto opcode = ir::info(inst.op).opcode) {
    step.code = {op(*opcode)};
    if (const auto other = exchanged(*opcode)) step.swapped_code = {op(*other)};
  } else if (inst.op == ir::Op::mapping_slot) {
    step.code = hash_scratch(32, 0);
    step.swapped_code = hash_scratch(0, 32);
    step.uses_scratch = true;
  } else if (inst.op == ir::Op::array_slot) {
    step.code = {push({}), op(MSTORE), push(Word{32}), push({}), op(KECCAK256)};
    step.uses_scratch = true;
  } else if (inst.op == ir::Op::free_memory) {
    step.code = {push(Word{free_pointer}), op(MLOAD)};
  } else if (inst.op == ir::Op::set_free_memory) {
    step.code = {push(Word{free_pointer}), op(MSTORE)};
  } else if (inst.op == ir::Op::load_immutable && unit.runtime == nullptr) {
    step.code = {symbol(Kind::push_immutable, index)};
  } else if (inst.op == ir::Op::load_immutable) {
    step.code = {symbol(Kind::push_memory, unit.immutable_slots[index]), op(MLOAD)};
  } else if (inst.op == ir::Op::store_immutable) {
    step.code = {symbol(Kind::push_memory, unit.immutable_slots[index]), op(MSTORE)};
  } else {
    MOZI_ASSERT(inst.op == ir::Op::check, "every op has a pattern");
    step.code = {push_label(unit.trap_label(index)), op(JUMPI)};
  }
  return step;
}

AsmList hash_code(bool has_first, bool has_second) {
  AsmList code;
  if (!has_second) code.insert(code.end(), {push(Word{32}), op(MSTORE)});
  if (!has_first) code.insert(code.end(), {push({}), op(MSTORE)});
  code.insert(code.end(), {push(Word{64}), push({}), op(KECCAK256)});
  return code;
}

Step jump_if(ValueId condition, Label target, ir::LocationId location) {
  Step step;
  step.operands = {condition};
  step.code = {push_label(target), op(JUMPI)};
  step.location = location;
  return step;
}

namespace {

void compare_linear(AsmList& code, std::span<const std::pair<Word, Label>> cases) {
  for (const auto& [word, target] : cases) {
    code.push_back(op(DUP1));
    if (word.is_zero()) {
      code.push_back(op(ISZERO));
    } else {
      code.push_back(push(word));
      code.push_back(op(EQ));
    }
    code.push_back(push_label(target));
    code.push_back(op(JUMPI));
  }
}

/// Halves the sorted cases until few are left.
void compare_binary(Unit& unit, AsmList& code, std::span<const std::pair<Word, Label>> cases,
                    Label otherwise, bool is_last) {
  constexpr size_t leaf = 4;
  if (cases.size() <= leaf) {
    compare_linear(code, cases);
    if (!is_last) code.insert(code.end(), {push_label(otherwise), op(JUMP)});
    return;
  }
  const auto low = cases.first(cases.size() / 2);
  const auto high = cases.subspan(low.size());
  const Label lower = unit.fresh_label();
  code.insert(code.end(), {op(DUP1), push(high[0].first), op(GT), push_label(lower), op(JUMPI)});
  compare_binary(unit, code, high, otherwise, false);
  code.push_back(label(lower));
  compare_binary(unit, code, low, otherwise, is_last);
}

}  // namespace

AsmList switch_code(Unit& unit, const std::vector<Word>& cases, const std::vector<Label>& targets,
                    Label otherwise) {
  constexpr size_t linear_up_to = 5;  // hot cases come first in source order
  std::vector<std::pair<Word, Label>> sorted;
  for (size_t i = 0; i < cases.size(); ++i) sorted.emplace_back(cases[i], targets[i]);
  AsmList code;
  if (sorted.size() <= linear_up_to) {
    compare_linear(code, sorted);
    return code;
  }
  std::ranges::sort(sorted);
  compare_binary(unit, code, sorted, otherwise, true);
  return code;
}

AsmList trap_code(const ir::Trap& trap) {
  switch (trap.kind) {
    case ir::Trap::Kind::empty:
      break;
    case ir::Trap::Kind::panic:
      return {push(Word{0x4e487b71}),  // Panic(uint256)
              push({}),
              op(MSTORE),
              push(Word{trap.panic_code}),
              push(Word{32}),
              op(MSTORE),
              push(Word{36}),
              push(Word{28}),
              op(REVERT)};
    case ir::Trap::Kind::error:
      return {push(Word::from_bytes(trap.selector)),
              push({}),
              op(MSTORE),
              push(Word{4}),
              push(Word{28}),
              op(REVERT)};
  }
  return {push({}), push({}), op(REVERT)};
}

AsmList free_memory_setup() {
  return {symbol(Kind::push_free), push(Word{free_pointer}), op(MSTORE)};
}

AsmList deploy_code(const Unit& unit) {
  const Word size{unit.runtime->bytes.size()};
  const AsmItem from = symbol(Kind::push_data, unit.runtime_segment());
  const auto& references = unit.runtime->immutable_references;
  if (references.empty())
    return {push(size), op(DUP1), from, push({}), op(CODECOPY), push({}), op(RETURN)};
  // Behind all memory objects, so that the immutables are still there to be read.
  AsmList code = {push(size), from, symbol(Kind::push_free), op(CODECOPY)};
  for (const ImmutableReference& r : references)
    code.insert(code.end(), {symbol(Kind::push_memory, unit.immutable_slots[r.immutable]),
                             op(MLOAD), symbol(Kind::push_free, 0, Word{r.offset}), op(MSTORE)});
  code.insert(code.end(), {push(size), symbol(Kind::push_free), op(RETURN)});
  return code;
}

}  // namespace mozi::codegen
