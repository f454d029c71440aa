// Builds a function instruction by instruction.
#include "compiler/ir/builder.hpp"

#include <algorithm>

#include "vm/isa/assert.hpp"

namespace mozi::ir {
namespace {

ValueId add_value(Function& f, Value::Kind kind, uint32_t owner, size_t index) {
  f.values.push_back({kind, owner, static_cast<uint32_t>(index), {}});
  return static_cast<ValueId>(f.values.size() - 1);
}

}  // namespace

InstId add_inst(Function& f, Op op, std::span<const ValueId> operands, size_t results,
                const Word& imm, LocationId location) {
  const auto id = static_cast<InstId>(f.insts.size());
  Inst inst{op, {operands.begin(), operands.end()}, {}, imm, location};
  for (size_t i = 0; i < results; ++i)
    inst.results.push_back(add_value(f, Value::Kind::result, id, i));
  f.insts.push_back(std::move(inst));
  return id;
}

ValueId add_parameter(Function& f, BlockId block) {
  std::vector<ValueId>& parameters = f.blocks[block].parameters;
  parameters.push_back(add_value(f, Value::Kind::parameter, block, parameters.size()));
  return parameters.back();
}

BlockId add_block(Function& f, std::string_view name, size_t parameters) {
  const auto id = static_cast<BlockId>(f.blocks.size());
  f.blocks.emplace_back().name = name;
  for (size_t i = 0; i < parameters; ++i) add_parameter(f, id);
  return id;
}

FunctionId add_function(Object& object, std::string_view name, size_t parameters, size_t results) {
  Function& f = object.functions.emplace_back();
  f.name = name;
  f.results = static_cast<uint32_t>(results);
  add_block(f, "entry", parameters);
  return static_cast<FunctionId>(object.functions.size() - 1);
}

TrapId add_trap(Object& object, const Trap& trap) {
  const auto at = std::ranges::find(object.traps, trap);
  if (at != object.traps.end()) return static_cast<TrapId>(at - object.traps.begin());
  object.traps.push_back(trap);
  return static_cast<TrapId>(object.traps.size() - 1);
}

Builder::Builder(Object& object, FunctionId function)
    : object_(object), function_(function), location_(nothing) {
  if (!this->function().blocks.empty()) current_ = 0;
}

Function& Builder::function() {
  return object_.functions[function_];
}

BlockId Builder::block(std::string_view name, size_t parameters) {
  return add_block(function(), name, parameters);
}

void Builder::at(BlockId block) {
  current_ = block;
}

BlockId Builder::current() const {
  return current_;
}

bool Builder::closed() const {
  const Block& block = object_.functions[function_].blocks[current_];
  return block.terminator.kind != Terminator::Kind::open;
}

ValueId Builder::parameter(BlockId block, size_t index) const {
  return object_.functions[function_].blocks[block].parameters[index];
}

ValueId Builder::add_parameter(BlockId block) {
  return ir::add_parameter(function(), block);
}

void Builder::locate(LocationId location) {
  location_ = location;
}

ValueId Builder::constant(const Word& word) {
  return emit(Op::constant, {}, word);
}

Inst& Builder::append(Op op, std::span<const ValueId> operands, size_t results, const Word& imm) {
  MOZI_ASSERT(!closed(), "no instruction follows a terminator");
  Function& f = function();
  const InstId id = add_inst(f, op, operands, results, imm, location_);
  f.blocks[current_].insts.push_back(id);
  return f.insts[id];
}

ValueId Builder::emit(Op op, std::span<const ValueId> operands, const Word& imm) {
  MOZI_ASSERT(info(op).results == 1, "emit is for ops with one result");
  return append(op, operands, 1, imm).results[0];
}
ValueId Builder::emit(Op op, std::initializer_list<ValueId> operands, const Word& imm) {
  return emit(op, std::span{operands.begin(), operands.size()}, imm);
}

void Builder::effect(Op op, std::span<const ValueId> operands, const Word& imm) {
  MOZI_ASSERT(info(op).results == 0, "effect is for ops without results");
  append(op, operands, 0, imm);
}
void Builder::effect(Op op, std::initializer_list<ValueId> operands, const Word& imm) {
  effect(op, std::span{operands.begin(), operands.size()}, imm);
}

Few<ValueId> Builder::call(FunctionId callee, std::span<const ValueId> arguments) {
  return append(Op::call, arguments, object_.functions[callee].results, Word{callee}).results;
}

void Builder::check(ValueId condition, const Trap& trap) {
  effect(Op::check, {condition}, Word{add_trap(object_, trap)});
}

Terminator& Builder::close(Terminator::Kind kind, std::span<const ValueId> operands) {
  MOZI_ASSERT(!closed(), "a block has one terminator");
  Terminator& terminator = function().blocks[current_].terminator;
  terminator.kind = kind;
  terminator.operands.assign(operands.begin(), operands.end());
  terminator.location = location_;
  return terminator;
}

void Builder::jump(BlockId target, std::span<const ValueId> arguments) {
  close(Terminator::Kind::jump, {}).edges.push_back({target, {arguments.begin(), arguments.end()}});
}

void Builder::branch(ValueId condition, Edge if_true, Edge if_false) {
  close(Terminator::Kind::branch, {&condition, 1}).edges = {std::move(if_true),
                                                            std::move(if_false)};
}

void Builder::switch_(ValueId value, std::vector<Word> cases, std::vector<Edge> edges) {
  Terminator& terminator = close(Terminator::Kind::switch_, {&value, 1});
  terminator.cases = std::move(cases);
  terminator.edges = std::move(edges);
}

void Builder::ret(std::span<const ValueId> results) {
  close(Terminator::Kind::ret, results);
}

void Builder::halt(Terminator::Kind kind, std::initializer_list<ValueId> operands) {
  close(kind, std::span{operands.begin(), operands.size()});
}

void Builder::trap(const Trap& trap) {
  const TrapId id = add_trap(object_, trap);
  close(Terminator::Kind::trap, {}).trap = id;
}

void Builder::name(ValueId value, std::string_view name) {
  function().values[value].name = name;
}

}  // namespace mozi::ir
