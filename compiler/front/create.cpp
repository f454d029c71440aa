// Creating other contracts: their init code is data of this one.
#include "compiler/front/abi_encode.hpp"
#include "compiler/front/calls.hpp"
#include "compiler/front/errors.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

uint32_t creation_segment(Code& code, const ast::Node& node) {
  auto& unit = code.unit;
  const auto& created = *unit.contract.creates[node.index];
  if (!unit.options.creation_code)
    unit.fail(node.begin, "expected a compiler for " + created.name + ", which is created here");
  auto bytes = unit.options.creation_code(created);
  if (!bytes) {
    unit.diagnostics.insert(unit.diagnostics.end(), bytes.error().begin(), bytes.error().end());
    throw Stop{};
  }
  return unit.data(created.name, std::move(*bytes));
}

/// Writes the creation code and its arguments to memory at `to`; gives the end.
V write_creation(Code& code, const ast::Node& node, std::span<const Val> arguments, V to) {
  const Word segment{creation_segment(code, node)};
  const V offset = code.emit(ir::Op::data_offset, {}, segment);
  const V size = code.emit(ir::Op::data_size, {}, segment);
  code.effect(ir::Op::codecopy, {to, offset, size});
  return encode(code, arguments, code.add(to, size));
}

V create(Code& code, V value, V salt, Span init) {
  const V wei = value ? value : code.num(0);
  if (salt) return code.emit(ir::Op::create2, {wei, init.at, init.size, salt});
  return code.emit(ir::Op::create, {wei, init.at, init.size});
}

}  // namespace

Outcome start_creation(Code& code, const ast::Node& node) {
  const V value = node.kids[0] ? word(code, *node.kids[0]) : V{};
  const V salt = node.kids[1] ? word(code, *node.kids[1]) : V{};
  const auto arguments = values(code, std::span(node.kids).subspan(2));
  code.locate(node);
  const V start = code.free_memory();
  const V end = write_creation(code, node, arguments, start);
  Outcome outcome;
  outcome.is_creation = true;
  outcome.types = {node.type};
  outcome.target = create(code, value, salt, {start, code.sub(end, start)});
  outcome.ok = outcome.target;
  return outcome;
}

Val create_contract(Code& code, const ast::Node& node) {
  const auto outcome = start_creation(code, node);
  Join created(code, "created");
  Join failed(code, "creation_failed");
  code.branch(outcome.ok, created, failed);
  failed.enter();
  failed.cold();
  revert_with_return_data(code);
  created.enter();
  return word_value(node.type, outcome.target);
}

Val create_code(Code& code, const ast::Node& node) {
  const V value = node.kids[0] ? word(code, *node.kids[0]) : V{};
  const V salt = node.kids[1] ? word(code, *node.kids[1]) : V{};
  const auto init = bytes_span(code, *node.kids[2]);
  code.locate(node);
  return word_value(node.type, create(code, value, salt, init));
}

Val creation_code(Code& code, const ast::Node& node) {
  const auto arguments = values(code, node.kids);
  code.locate(node);
  const V pointer = code.free_memory();
  const V first = code.add(pointer, 32);
  const V end = write_creation(code, node, arguments, first);
  code.mstore(pointer, code.sub(end, first));
  code.effect(ir::Op::set_free_memory, {code.round_up(end)});
  return {.type = node.type, .where = Where::memory, .words = {pointer}};
}

}  // namespace mozi::front
