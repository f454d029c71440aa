// Lowers what stands close to the machine: opcodes, precompiles, code and return data as bytes.
#include "compiler/front/intrinsics.hpp"

#include "compiler/front/calls.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/unit.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::front {

namespace {

using ast::Op;

/// The IR's op for an opcode; nothing if the IR has none of its own.
std::optional<ir::Op> ir_op(isa::Op wanted) {
  if (wanted == isa::Op::STOP) return std::nullopt;  // what rows without an opcode hold
  for (size_t i = 0; i <= static_cast<size_t>(ir::Op::store_immutable); ++i)
    if (const auto op = static_cast<ir::Op>(i); ir::info(op).opcode == wanted) return op;
  return std::nullopt;
}

/// The words that a type's value is made of; 0 if it needs memory.
size_t count_words(const Type& type) {
  if (is_word(type)) return 1;
  if (type.kind != Kind::structure) return 0;
  size_t count = 0;
  for (const auto& member : type.members) {
    const size_t words = count_words(*member.type);
    if (words == 0) return 0;
    count += words;
  }
  return count;
}

Val words_in_memory(Code& code, const TypeRef& type, V from, uint64_t& offset) {
  if (is_word(*type)) {
    const V word = code.mload(code.add(from, offset));
    offset += 32;
    return word_value(type, word);
  }
  Val whole{.type = type};
  for (const auto& member : type->members)
    whole.parts.push_back(words_in_memory(code, member.type, from, offset));
  return whole;
}

V call_precompile(Code& code, const ast::Node& node, V out, uint64_t out_size) {
  const auto input = bytes_span(code, *node.kids[0]);
  code.locate(node);
  const V gas = code.emit(ir::Op::gas, {});
  return code.emit(ir::Op::ext_staticcall, {gas, node.number, input.at, input.size, out, out_size});
}

}  // namespace

Val opcode(Code& code, const ast::Node& node) {
  std::vector<ir::ValueId> operands;
  for (const auto& operand : node.kids) operands.push_back(word(code, *operand).id);
  code.locate(node);
  const auto op = ir_op(static_cast<isa::Op>(node.number.low()));
  if (!op || ir::info(*op).operands != static_cast<int>(operands.size()))
    code.unit.fail(node.begin, "no expression is opcode " + to_hex(node.number));
  const bool is_modular = *op == ir::Op::addmod || *op == ir::Op::mulmod;
  if (is_modular && node.checked) code.build.check(operands[2], panic_trap(panic_division));
  if (ir::info(*op).results == 1) return word_value(node.type, {code.build.emit(*op, operands)});
  code.build.effect(*op, operands);
  return {};
}

Val precompile(Code& code, const ast::Node& node) {
  const uint64_t size = 32 * count_words(*node.type);
  if (size == 0) {
    code.ensure(call_precompile(code, node, code.num(0), 0), empty_trap());
    if (node.checked) code.ensure(code.returndatasize(), empty_trap());
    return return_data(code);
  }
  const V out = code.static_memory(size);
  // An output that may be missing reads as zero.
  for (uint64_t at = 0; at < size && !node.checked; at += 32) code.mstore(code.add(out, at), 0);
  const V ok = call_precompile(code, node, out, size);
  code.ensure(ok, empty_trap());
  if (node.checked) code.refuse(code.lt(code.returndatasize(), size), empty_trap());
  uint64_t offset = 0;
  return words_in_memory(code, node.type, out, offset);
}

Val word_at(Code& code, const ast::Node& node) {
  const Val given = eval(code, *node.kids[0]);
  const bool in_calldata = given.where == Where::calldata && !given.is_text;
  const Val bytes = in_calldata ? given : in_memory(code, given);
  const V index = word(code, *node.kids[1]);
  code.locate(node);
  if (node.checked) {
    const V length = length_of(code, bytes);
    const V short_of = code.lt(code.sub(length, index), 32);
    code.refuse(code.or_(code.gt(index, length), short_of), panic_trap(panic_index));
  }
  if (in_calldata) return word_value(node.type, code.calldataload(code.add(bytes.words[0], index)));
  return word_value(node.type, code.mload(code.add(code.add(bytes.words[0], 32), index)));
}

Val memory_at(Code& code, const ast::Node& node) {
  const Val bytes = dereference(code, in_memory(code, eval(code, *node.kids[0])));
  return word_value(node.type, code.add(bytes.words[0], 32));
}

Val code_of(Code& code, const ast::Node& node) {
  const V account = word(code, *node.kids[0]);
  code.locate(node);
  const V size = code.emit(ir::Op::extcodesize, {account});
  const V pointer = allocate(code, code.add(code.round_up(size), 32));
  code.mstore(pointer, size);
  code.effect(ir::Op::extcodecopy, {account, code.add(pointer, 32), 0, size});
  return {.type = node.type, .where = Where::memory, .words = {pointer}};
}

Val raw_log(Code& code, const ast::Node& node) {
  std::vector<V> topics;
  for (size_t i = 1; i < node.kids.size(); ++i) topics.push_back(word(code, *node.kids[i]));
  const auto data = bytes_span(code, *node.kids[0]);
  code.locate(node);
  std::vector<ir::ValueId> operands{data.at.id, data.size.id};
  for (const auto topic : topics) operands.push_back(topic.id);
  const auto op = static_cast<ir::Op>(static_cast<size_t>(ir::Op::log0) + topics.size());
  code.build.effect(op, operands);
  return {};
}

}  // namespace mozi::front
