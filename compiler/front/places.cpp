// Parts of what an expression denotes: members, elements, bytes, slices, in every data location.
#include "compiler/front/places.hpp"

#include "compiler/front/calldata.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/storage_bytes.hpp"
#include "compiler/front/unit.hpp"
#include "compiler/front/validate.hpp"

namespace mozi::front {

namespace {

V load_byte(Code& code, const Val& place) {
  const V at = place.words[0];
  if (place.where == Where::storage) return load_stored_byte(code, at, place.words[1]);
  const V word = place.where == Where::memory ? code.mload(at) : code.calldataload(at);
  return code.and_(word, ~low_mask(248));
}

/// The keccak of a bytes key followed by the mapping's slot.
V hashed_key(Code& code, V slot, const Val& key) {
  const auto span = memory_span(code, key);
  const V copy = code.free_memory();  // used at once, so the pointer stays
  code.effect(ir::Op::mcopy, {copy, span.at, span.size});
  code.mstore(code.add(copy, span.size), slot);
  return code.emit(ir::Op::keccak256, {copy, code.add(span.size, 32)});
}

Val memory_slot(TypeRef type, V address) {
  Val place{.type = std::move(type), .where = Where::memory, .words = {address}};
  place.indirect = is_reference(*place.type);
  return place;
}

Val storage_member(Code& code, const Val& structure, size_t index) {
  const auto places = member_places(*structure.type);
  Val place = storage_place(structure.type->members[index].type,
                            code.add(structure.words[0], places[index].slot), structure.where);
  place.offset = places[index].offset;
  for (size_t i = 0; i < places.size(); ++i)
    if (i != index && places[i].slot == places[index].slot) place.whole_slot = false;
  return place;
}

uint64_t member_position(const Type& structure, size_t index) {
  uint64_t position = 0;
  for (size_t i = 0; i < index; ++i) position += head_size(*structure.members[i].type);
  return position;
}

Val storage_element(Code& code, const Val& array, V index) {
  const auto& element = array.type->element;
  const V first = array.type->kind == Kind::array ? code.emit(ir::Op::array_slot, {array.words[0]})
                                                  : array.words[0];
  const unsigned per_slot = elements_per_slot(*element);
  if (per_slot == 1)
    return storage_place(element, code.add(first, code.mul(index, storage_slots(*element))));
  Val place = storage_place(element, code.add(first, code.div(index, per_slot)));
  place.whole_slot = false;
  const V offset = code.mul(code.mod(index, per_slot), storage_bytes(*element));
  if (const auto known = code.known(offset)) {
    place.offset = static_cast<uint32_t>(known->low());
  } else {
    place.dynamic_offset = offset;
  }
  return place;
}

}  // namespace

V load_word(Code& code, const Val& value) {
  if (value.is_byte) return load_byte(code, value);
  switch (value.where) {
    case Where::value:
      return value.words[0];
    case Where::storage:
    case Where::transient:
      return load_storage_word(code, value);
    case Where::memory:
      return code.mload(value.words[0]);
    case Where::calldata:
      break;
  }
  const V word = code.calldataload(value.words[0]);
  validate(code, *value.type, word);
  return word;
}

Val dereference(Code& code, const Val& value) {
  if (!value.indirect) return value;
  Val target = value;
  target.indirect = false;
  target.words[0] = code.mload(value.words[0]);
  return target;
}

Val map_at(Code& code, const Val& mapping, const Val& key) {
  const V slot = mapping.words[0];
  const V place = is_word(*key.type) ? code.emit(ir::Op::mapping_slot, {slot, load_word(code, key)})
                                     : hashed_key(code, slot, key);
  return storage_place(mapping.type->element, place);
}

Val member_of(Code& code, const Val& structure, size_t index) {
  const auto& member = structure.type->members[index];
  switch (structure.where) {
    case Where::value:
      return structure.parts[index];
    case Where::storage:
    case Where::transient:
      return storage_member(code, structure, index);
    case Where::memory:
      return memory_slot(member.type, code.add(dereference(code, structure).words[0], 32 * index));
    case Where::calldata:
      break;
  }
  const V base = structure.words[0];
  const V at = code.add(base, member_position(*structure.type, index));
  return calldata_part(code, member.type, base, at);
}

Val element_at(Code& code, const Val& array, V index) {
  const auto& element = array.type->element;
  if (array.where == Where::storage) return storage_element(code, array, index);
  if (array.where == Where::memory) {
    const V pointer = dereference(code, array).words[0];
    const uint64_t header = array.type->kind == Kind::array ? 32 : 0;
    return memory_slot(element, code.add(code.add(pointer, header), code.mul(index, 32)));
  }
  const V base = array.words[0];
  return calldata_part(code, element, base, code.add(base, code.mul(index, head_size(*element))));
}

Val checked_element(Code& code, const Val& value, V index) {
  const Val array = dereference(code, value);
  const V length = length_of(code, array);
  const auto i = code.known(index);
  const auto n = code.known(length);
  if (!i || !n || *i >= *n) code.ensure(code.lt(index, length), panic_trap(panic_index));
  return element_at(code, array, index);
}

V length_of(Code& code, const Val& value) {
  if (value.is_text) return code.num(value.text.size());
  if (value.type->kind == Kind::fixed_array) return code.num(value.type->length);
  switch (value.where) {
    case Where::storage:
      if (is_byte_array(*value.type)) return stored_length(code, value.words[0]);
      return code.sload(value.words[0]);
    case Where::memory:
      return code.mload(dereference(code, value).words[0]);
    case Where::calldata:
    case Where::value:
    case Where::transient:
      break;
  }
  return value.words[1];
}

Val byte_of(Code& code, const Val& value, V index) {
  const Val bytes = value.is_text ? in_memory(code, value) : dereference(code, value);
  code.ensure(code.lt(index, length_of(code, bytes)), panic_trap(panic_index));
  auto byte_type = std::make_shared<Type>();
  byte_type->kind = Kind::fixed_bytes;
  byte_type->bits = 8;
  Val place{.type = byte_type, .where = bytes.where, .words = {bytes.words[0]}};
  place.is_byte = true;
  if (bytes.where == Where::storage) {
    place.words.push_back(index);
  } else {
    const uint64_t header = bytes.where == Where::memory ? 32 : 0;
    place.words[0] = code.add(code.add(bytes.words[0], header), index);
  }
  return place;
}

Val slice_of(Code& code, const Val& value, V first, V last) {
  const bool in_calldata = value.where == Where::calldata && !value.is_text;
  const Val whole = in_calldata ? value : in_memory(code, value);
  Refusals bad(code);
  bad.add(code.gt(first, last));
  bad.add(code.gt(last, length_of(code, whole)));
  bad.check();
  const V size = code.sub(last, first);
  if (in_calldata) {
    const uint64_t stride = is_byte_array(*value.type) ? 1 : head_size(*value.type->element);
    Val part = whole;
    part.words = {code.add(whole.words[0], code.mul(first, stride)), size};
    return part;
  }
  const V from = code.add(code.add(whole.words[0], 32), first);
  return copy_to_bytes(code, whole.type, {from, size});
}

}  // namespace mozi::front
