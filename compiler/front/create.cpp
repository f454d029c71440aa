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

}  // namespace

Outcome start_creation(Code& code, const ast::Node& node) {
  const V value = node.kids[0] ? word(code, *node.kids[0]) : V{};
  const V salt = node.kids[1] ? word(code, *node.kids[1]) : V{};
  const auto arguments = values(code, std::span(node.kids).subspan(2));
  code.locate(node);
  const Word segment{creation_segment(code, node)};
  const V offset = code.emit(ir::Op::data_offset, {}, segment);
  const V size = code.emit(ir::Op::data_size, {}, segment);
  const V start = code.free_memory();
  code.effect(ir::Op::codecopy, {start, offset, size});
  const V end = encode(code, arguments, code.add(start, size));
  const V length = code.sub(end, start);
  const V wei = value ? value : code.num(0);
  Outcome outcome;
  outcome.is_creation = true;
  outcome.types = {node.type};
  outcome.target = salt ? code.emit(ir::Op::create2, {wei, start, length, salt})
                        : code.emit(ir::Op::create, {wei, start, length});
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

}  // namespace mozi::front
