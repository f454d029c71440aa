// Values in storage: packed loads and stores, whole structs, and giving places their zero value.
#include "compiler/front/storage.hpp"

#include <algorithm>

#include "compiler/front/places.hpp"
#include "compiler/front/storage_arrays.hpp"
#include "compiler/front/storage_bytes.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

V read_slot(Code& code, const Val& place) {
  const auto op = place.where == Where::transient ? ir::Op::tload : ir::Op::sload;
  return code.emit(op, {place.words[0]});
}

void write_slot(Code& code, const Val& place, V word) {
  const auto op = place.where == Where::transient ? ir::Op::tstore : ir::Op::sstore;
  code.effect(op, {place.words[0], word});
}

/// How far to the left of the slot's least significant bit the value stands.
X shift_of(Code& code, const Val& place) {
  if (place.dynamic_offset) return code.shl(3, place.dynamic_offset);
  return uint64_t{place.offset} * 8;
}

/// The value's bits where they belong in the slot, all other bits zero.
V positioned(Code& code, const Type& type, const X& shift, V word) {
  const unsigned bits = 8 * storage_bytes(type);
  if (bits == 256) return word;
  if (is_left_aligned(type)) {
    const auto known = code.known(shift);
    if (known) return code.shr(256 - bits - known->low(), word);
    return code.shl(shift, code.shr(256 - bits, word));
  }
  const V low = is_signed(type) ? code.and_(word, low_mask(bits)) : word;
  return code.shl(shift, low);
}

void store_struct(Code& code, const Val& place, const Val& value) {
  const auto& members = place.type->members;
  const auto places = member_places(*place.type);
  for (size_t i = 0; i < members.size();) {
    const auto& type = *members[i].type;
    if (!is_word(type)) {
      if (type.kind != Kind::mapping)
        store_storage(code, member_of(code, place, i), member_of(code, value, i));
      ++i;
      continue;
    }
    // All members of one slot in one write: the slot holds nothing but this struct.
    const auto slot = places[i].slot;
    V whole;
    for (; i < members.size() && places[i].slot == slot && is_word(*members[i].type); ++i) {
      const V word = load_word(code, member_of(code, value, i));
      const V part = positioned(code, *members[i].type, uint64_t{places[i].offset} * 8, word);
      whole = whole ? code.or_(whole, part) : part;
    }
    code.sstore(code.add(place.words[0], slot), whole);
  }
}

void reset_struct(Code& code, const Val& place) {
  const auto& members = place.type->members;
  const auto places = member_places(*place.type);
  for (size_t i = 0; i < members.size(); ++i) {
    if (members[i].type->kind == Kind::mapping) continue;
    if (!is_word(*members[i].type)) {
      reset_storage(code, member_of(code, place, i));
    } else if (places[i].offset == 0) {
      code.sstore(code.add(place.words[0], places[i].slot), 0);
    }
  }
}

/// The value at a place whose slot holds `raw`.
V unpack(Code& code, const Val& place, V raw) {
  const auto& type = *place.type;
  const unsigned bits = 8 * storage_bytes(type);
  if (bits == 256) return raw;
  const X shift = shift_of(code, place);
  const auto known = code.known(shift);
  const bool at_top = known && known->low() + bits == 256;
  if (is_left_aligned(type)) {
    if (at_top) return code.and_(raw, ~low_mask(256 - bits));
    return code.shl(256 - bits, code.shr(shift, raw));
  }
  if (is_signed(type) && at_top) return code.emit(ir::Op::sar, {shift, raw});
  const V low = code.shr(shift, raw);
  if (is_signed(type)) return code.signextend(bits / 8 - 1, low);
  return at_top ? low : code.and_(low, low_mask(bits));
}

}  // namespace

Val storage_place(TypeRef type, V slot, Where where) {
  Val place{.type = std::move(type), .where = where, .words = {slot}};
  place.whole_slot = true;
  return place;
}

Val field_place(Code& code, uint32_t index) {
  const auto& fields = code.unit.contract.fields;
  const auto& field = fields[index];
  Val place = storage_place(field.type, code.num(field.slot),
                            field.transient ? Where::transient : Where::storage);
  place.offset = field.offset;
  place.whole_slot = std::ranges::none_of(fields, [&](const ast::Field& other) {
    return &other != &field && other.transient == field.transient && other.slot == field.slot;
  });
  return place;
}

V load_storage_word(Code& code, const Val& place) {
  return unpack(code, place, read_slot(code, place));
}

Val load_storage_struct(Code& code, const Val& place) {
  Val whole{.type = place.type};
  const auto places = member_places(*place.type);
  V raw;
  for (size_t i = 0; i < places.size(); ++i) {
    Val member = member_of(code, place, i);
    if (is_word(*member.type)) {
      const bool same_slot = raw && i > 0 && places[i].slot == places[i - 1].slot;
      if (!same_slot) raw = read_slot(code, member);
      member = word_value(member.type, unpack(code, member, raw));
    }
    whole.parts.push_back(std::move(member));
  }
  return whole;
}

void store_storage_word(Code& code, const Val& place, V word) {
  const auto& type = *place.type;
  const unsigned bits = 8 * storage_bytes(type);
  if (bits == 256) return write_slot(code, place, word);
  const X shift = shift_of(code, place);
  const V part = positioned(code, type, shift, word);
  // Nothing in the language writes padding, so a slot without neighbours needs no reading first.
  if (place.whole_slot) return write_slot(code, place, part);
  const V hole = code.num(low_mask(bits));
  const auto known = code.known(shift);
  const V keep =
      known ? code.num(~(low_mask(bits) << known->low())) : code.not_(code.shl(shift, hole));
  write_slot(code, place, code.or_(code.and_(read_slot(code, place), keep), part));
}

void store_storage(Code& code, const Val& place, const Val& value) {
  const auto& type = *place.type;
  if (is_word(type)) return store_storage_word(code, place, load_word(code, value));
  if (is_byte_array(type)) return store_bytes(code, place.words[0], value);
  if (type.kind == Kind::structure) return store_struct(code, place, dereference(code, value));
  store_array(code, place, dereference(code, value));
}

void reset_storage(Code& code, const Val& place) {
  const auto& type = *place.type;
  if (is_word(type)) return store_storage_word(code, place, code.num(0));
  if (is_byte_array(type)) return reset_bytes(code, place.words[0]);
  if (type.kind == Kind::structure) return reset_struct(code, place);
  reset_array(code, place);
}

}  // namespace mozi::front
