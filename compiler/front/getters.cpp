// Getters of public fields, immutables and constants.
#include "compiler/front/getters.hpp"

#include "compiler/front/expressions.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

Val follow_keys(Code& code, Val place, std::span<const Val> keys) {
  for (const auto& key : keys) {
    if (place.type->kind == Kind::mapping) {
      place = map_at(code, place, key);
      continue;
    }
    // solc's getters revert with empty data where an index in a function would panic.
    const V index = load_word(code, key);
    code.ensure(code.lt(index, length_of(code, place)), empty_trap());
    place = element_at(code, place, index);
  }
  return place;
}

Val source_of(Code& code, const Entry& entry) {
  const auto& contract = code.unit.contract;
  if (entry.kind == Entry::Kind::field) return field_place(code, entry.index);
  if (entry.kind == Entry::Kind::constant)
    return eval(code, *contract.constants[entry.index].value);
  const V word = code.emit(ir::Op::load_immutable, {}, Word{entry.index});
  return word_value(contract.immutables[entry.index].type, word);
}

}  // namespace

std::vector<Val> getter_values(Code& code, const Entry& entry, std::span<const Val> keys) {
  const Val found = follow_keys(code, source_of(code, entry), keys);
  if (found.type->kind != Kind::structure) return {found};
  std::vector<Val> members;
  for (const auto i : getter_members(*found.type)) members.push_back(member_of(code, found, i));
  return members;
}

}  // namespace mozi::front
