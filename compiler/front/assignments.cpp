// let, set and delete.
#include "compiler/front/calls.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/storage_bytes.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

void set_local(Code& code, uint32_t index, const Val& value) {
  const auto& local = code.context.function->locals[index];
  Val held = canonical(code, value, local.type, local.where);
  if (held.where != shape_of(local.type, local.where).where)
    code.unit.fail(local.location,
                   "expected a local of its own in memory: it starts as call data, so it cannot "
                   "take other values later; start it with to_memory(x)");
  for (const auto word : held.words)
    if (code.build.function().values[word.id].name.empty()) code.name(word, local);
  code.context.locals[index] = std::move(held);
}

/// Writes to a place outside the stack.
void store(Code& code, const Val& place, const Val& value, const ast::Location& at) {
  switch (place.where) {
    case Where::storage:
      if (place.is_byte)
        return store_stored_byte(code, place.words[0], place.words[1], load_word(code, value));
      return store_storage(code, place, value);
    case Where::transient:
      return store_storage_word(code, place, load_word(code, value));
    case Where::memory:
      return store_memory(code, place, value);
    case Where::value:
    case Where::calldata:
      break;
  }
  code.unit.fail(at, "expected a place that can be assigned to");
}

/// What a local, or a member of a struct that a local holds by value, holds; null for all else.
const Val* held_in_local(Code& code, const ast::Node& place) {
  if (place.op == ast::Op::local) return &code.context.locals[place.index];
  if (place.op != ast::Op::member) return nullptr;
  const Val* whole = held_in_local(code, *place.kids[0]);
  if (whole == nullptr || whole->where != Where::value || place.index >= whole->parts.size())
    return nullptr;
  return &whole->parts[place.index];
}

bool is_in_locals(Code& code, const ast::Node& place) {
  return held_in_local(code, place) != nullptr;
}

void set_in_local(Code& code, const ast::Node& place, const Val& value) {
  if (place.op == ast::Op::local) return set_local(code, place.index, value);
  const auto& parent = *place.kids[0];
  Val whole = *held_in_local(code, parent);
  const auto& type = whole.type->members[place.index].type;
  whole.parts[place.index] = canonical(code, value, type, Where::value);
  set_in_local(code, parent, whole);
}

void assign(Code& code, const ast::Node& place, const Val& value) {
  if (place.op == ast::Op::immutable)
    return code.effect(ir::Op::store_immutable, {load_word(code, value)}, Word{place.index});
  if (is_in_locals(code, place)) return set_in_local(code, place, value);
  const Val target = eval(code, place);
  code.locate(place);
  store(code, target, value, place.begin);
}

/// place op= v, as Solidity orders it: v, then the place, then its old value.
void compound(Code& code, const ast::Node& place, const ast::Node& operation) {
  const Val operand = value(code, *operation.kids[1]);
  const bool local = is_in_locals(code, place) || place.op == ast::Op::immutable;
  const Val target = local ? Val{} : eval(code, place);
  const V old = local ? word(code, place) : load_word(code, target);
  code.locate(operation);
  const V result = combine(code, operation, old, operand.words[0]);
  const Val updated = word_value(operation.type, result);
  if (local) return assign(code, place, updated);
  store(code, target, updated, place.begin);
}

/// The members of a struct, and of structs inside it, in order.
void collect_leaves(Code& code, const Val& value, std::vector<Val>& leaves) {
  if (!value.type || value.type->kind != Kind::structure) {
    leaves.push_back(value);
    return;
  }
  const bool stored = value.where == Where::storage;
  const Val whole = stored ? load_storage_struct(code, value) : dereference(code, value);
  const bool partial = whole.where == Where::value;  // a call's data may have been left out
  const size_t count = partial ? whole.parts.size() : whole.type->members.size();
  for (size_t i = 0; i < count; ++i) collect_leaves(code, member_of(code, whole, i), leaves);
}

}  // namespace

void assign_locals(Code& code, std::span<const uint32_t> locals, const Val& value) {
  const auto& first = *code.context.function->locals[locals[0]].type;
  std::vector<Val> parts;
  if (first.kind == Kind::structure) {
    parts.push_back(value);
  } else {
    collect_leaves(code, value, parts);
  }
  for (size_t i = 0; i < locals.size() && i < parts.size(); ++i)
    if (parts[i].type) set_local(code, locals[i], parts[i]);
}

void lower_let(Code& code, const ast::Statement& statement) {
  const auto& locals = code.context.function->locals;
  if (statement.args.empty()) {
    for (const auto index : statement.locals)
      set_local(code, index, zero_value(code, locals[index].type));
    return;
  }
  const auto& node = *statement.args[0];
  const bool drops_data = node.op == ast::Op::call_raw && statement.locals.size() == 2 &&
                          !code.context.reads[statement.locals[1]];
  const Val result = drops_data ? call_raw(code, node, ReturnData::ignored) : value(code, node);
  if (!result.type) code.unit.fail(statement.location, "expected a value; got nothing");
  code.locate(statement.location);
  assign_locals(code, statement.locals, result);
}

void lower_set(Code& code, const ast::Statement& statement) {
  const auto& place = *statement.args[0];
  const auto& source = *statement.args[1];
  if (statement.compound && source.kids.size() == 2) return compound(code, place, source);
  // As in Solidity, the right side comes before the place.
  const Val assigned = value(code, source);
  assign(code, place, assigned);
}

void lower_reset(Code& code, const ast::Statement& statement) {
  const auto& place = *statement.args[0];
  if (is_in_locals(code, place) || place.op == ast::Op::immutable)
    return assign(code, place, zero_value(code, place.type));
  const Val target = eval(code, place);
  if (target.where == Where::storage && !target.is_byte) return reset_storage(code, target);
  store(code, target, zero_value(code, target.type), place.begin);
}

}  // namespace mozi::front
