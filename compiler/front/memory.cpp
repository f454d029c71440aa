// Values in memory, laid out as Solidity does: allocation, copies from every location, zero values.
#include "compiler/front/memory.hpp"

#include "compiler/front/abi_decode.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/storage_bytes.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

constexpr uint64_t largest_length = ~uint64_t{0};

Val memory_value(TypeRef type, V pointer) {
  return {.type = std::move(type), .where = Where::memory, .words = {pointer}};
}

/// Stores a new value in the memory word at `at`; what it refers to stays where it is.
void store_new(Code& code, V at, const Val& value) {
  const bool word = is_word(*value.type);
  code.mstore(at, word ? load_word(code, value) : in_memory(code, value).words[0]);
}

/// Stores a copy of `value` in the memory word at `at`, as elements and members are kept.
void store_copy(Code& code, V at, const Val& value) {
  const bool word = is_word(*value.type);
  code.mstore(at, word ? load_word(code, value) : copy_to_memory(code, value).words[0]);
}

/// True if copying the elements' words as they are is right.
bool copies_in_bulk(const Val& array) {
  return is_word(*array.type->element) && array.where == Where::memory;
}

V copy_array(Code& code, const Val& array) {
  const V length = length_of(code, array);
  const bool sized = array.type->kind == Kind::array;
  const uint64_t header = sized ? 32 : 0;
  const V bytes = array_bytes(code, length, *array.type);
  const V pointer = allocate(code, code.add(bytes, header));
  if (sized) code.mstore(pointer, length);
  const V to = code.add(pointer, header);
  if (copies_in_bulk(array)) {
    code.effect(ir::Op::mcopy, {to, code.add(array.words[0], header), bytes});
    return pointer;
  }
  code.loop(
      {code.num(0)}, [&](std::span<const V> state) { return code.lt(state[0], length); },
      [&](std::span<const V> state) {
        store_copy(code, code.add(to, code.mul(state[0], 32)), element_at(code, array, state[0]));
        return std::vector{code.add(state[0], 1)};
      });
  return pointer;
}

/// The members of a struct wherever it is, each slot of storage read once.
Val members_held(Code& code, const Val& structure) {
  if (structure.where == Where::storage) return load_storage_struct(code, structure);
  if (structure.where == Where::calldata) return decode_calldata_struct(code, structure);
  return dereference(code, structure);
}

V copy_struct(Code& code, const Val& value) {
  const auto& members = value.type->members;
  const V pointer = allocate(code, 32 * members.size());
  const bool copied = value.where == Where::memory || value.where == Where::storage;
  const auto store = copied ? store_copy : store_new;
  const Val whole = members_held(code, value);
  for (size_t i = 0; i < members.size(); ++i)
    store(code, code.add(pointer, 32 * i), member_of(code, whole, i));
  return pointer;
}

V copy_bytes(Code& code, const Val& value) {
  const V length = length_of(code, value);
  const V pointer = allocate(code, code.add(code.round_up(length), 32));
  code.mstore(pointer, length);
  write_bytes(code, value, code.add(pointer, 32), length);
  return pointer;
}

/// Arrays and storage are copied by functions, so that every use shares their loops.
bool needs_helper(const Val& value) {
  if (value.is_text || value.where == Where::value) return false;
  return value.type->kind == Kind::array || value.type->kind == Kind::fixed_array ||
         value.where == Where::storage;
}

/// True for structs whose members are held one by one: they have no identity, as C++ values have
/// none.
bool is_held_apart(const Type& type, Where where) {
  return type.kind == Kind::structure && (where == Where::value || where == Where::memory);
}

V copy_here(Code& code, const Val& value) {
  if (value.where == Where::calldata && value.type->kind != Kind::structure)
    return copy_calldata_array(code, value);
  if (is_byte_array(*value.type)) return copy_bytes(code, value);
  if (value.type->kind == Kind::structure) return copy_struct(code, value);
  return copy_array(code, value);
}

}  // namespace

V allocate(Code& code, const X& size) {
  const V pointer = code.free_memory();
  code.effect(ir::Op::set_free_memory, {code.add(pointer, size)});
  return pointer;
}

V array_bytes(Code& code, V length, const Type& array) {
  return is_byte_array(array) ? code.round_up(length) : code.mul(length, 32);
}

V allocate_array(Code& code, V length, const Type& array) {
  const V pointer = code.free_memory();
  const V end = code.add(code.add(pointer, 32), array_bytes(code, length, array));
  const V too_big = code.or_(code.gt(length, largest_length), code.gt(end, largest_length));
  code.refuse(too_big, panic_trap(panic_memory));
  code.effect(ir::Op::set_free_memory, {end});
  code.mstore(pointer, length);
  return pointer;
}

Val in_memory(Code& code, const Val& value) {
  if (value.where == Where::memory && !value.is_text) return dereference(code, value);
  return copy_to_memory(code, value);
}

Val copy_to_memory(Code& code, const Val& at) {
  const Val value = dereference(code, at);
  if (!needs_helper(value)) return memory_value(value.type, copy_here(code, value));
  const auto words = flatten(value);
  const auto key = "copy_" + std::to_string(int(value.where)) + "_" + type_key(*value.type);
  const auto id =
      code.unit.helper(key, words.size(), 1, [value](Code& inner, std::span<const V> parameters) {
        const V pointer = copy_here(inner, rebuild(value, parameters));
        inner.build.ret(ids(std::array{pointer}));
      });
  return memory_value(value.type, code.call(id, words)[0]);
}

Val copy_to_bytes(Code& code, TypeRef type, Span span) {
  const V pointer = allocate(code, code.add(code.round_up(span.size), 32));
  code.mstore(pointer, span.size);
  code.effect(ir::Op::mcopy, {code.add(pointer, 32), span.at, span.size});
  return memory_value(std::move(type), pointer);
}

Val new_array(Code& code, TypeRef type, V length) {
  const V pointer = allocate_array(code, length, *type);
  const V first = code.add(pointer, 32);
  const auto& element = type->element;
  if (is_byte_array(*type) || is_word(*element)) {
    // Calldata reads as zeros behind its end.
    code.effect(ir::Op::calldatacopy,
                {first, code.calldatasize(), array_bytes(code, length, *type)});
  } else {
    code.loop(
        {code.num(0)}, [&](std::span<const V> state) { return code.lt(state[0], length); },
        [&](std::span<const V> state) {
          store_new(code, code.add(first, code.mul(state[0], 32)), zero_value(code, element));
          return std::vector{code.add(state[0], 1)};
        });
  }
  return memory_value(std::move(type), pointer);
}

Val zero_value(Code& code, const TypeRef& type) {
  if (is_word(*type)) return word_value(type, code.num(0));
  if (type->kind == Kind::structure) {
    Val value{.type = type};
    for (const auto& member : type->members) value.parts.push_back(zero_value(code, member.type));
    return value;
  }
  if (type->kind != Kind::fixed_array) {
    const V pointer = allocate(code, 32);
    code.mstore(pointer, 0);
    return memory_value(type, pointer);
  }
  const V pointer = allocate(code, 32 * type->length);
  if (is_word(*type->element)) {
    code.effect(ir::Op::calldatacopy, {pointer, code.calldatasize(), 32 * type->length});
  } else {
    code.loop(
        {code.num(0)}, [&](std::span<const V> state) { return code.lt(state[0], type->length); },
        [&](std::span<const V> state) {
          store_new(code, code.add(pointer, code.mul(state[0], 32)),
                    zero_value(code, type->element));
          return std::vector{code.add(state[0], 1)};
        });
  }
  return memory_value(type, pointer);
}

void write_text(Code& code, std::string_view text, V to) {
  if (text.size() > 64) {
    // From here on copying code costs less than storing words.
    Bytes padded(text.begin(), text.end());
    padded.resize((padded.size() + 31) / 32 * 32);
    const uint64_t size = padded.size();
    const Word segment{code.unit.data("text", std::move(padded))};
    const V from = code.emit(ir::Op::data_offset, {}, segment);
    return code.effect(ir::Op::codecopy, {to, from, size});
  }
  for (size_t at = 0; at < text.size(); at += 32) {
    std::array<uint8_t, 32> word{};
    const auto piece = text.substr(at, 32);
    std::copy(piece.begin(), piece.end(), word.begin());
    code.mstore(code.add(to, at), Word::from_bytes(word));
  }
}

void write_bytes(Code& code, const Val& value, V to, V length) {
  if (value.is_text) return write_text(code, value.text, to);
  const Val bytes = dereference(code, value);
  if (bytes.where == Where::storage) return read_stored_bytes(code, bytes.words[0], to);
  const bool memory = bytes.where == Where::memory;
  const V from = memory ? code.add(bytes.words[0], 32) : bytes.words[0];
  code.effect(memory ? ir::Op::mcopy : ir::Op::calldatacopy, {to, from, length});
}

Span memory_span(Code& code, const Val& value) {
  if (value.where == Where::memory && !value.is_text) {
    const V pointer = dereference(code, value).words[0];
    return {code.add(pointer, 32), code.mload(pointer)};
  }
  const V length = length_of(code, value);
  const V at =
      value.is_text ? code.static_memory((value.text.size() + 31) / 32 * 32) : code.free_memory();
  write_bytes(code, value, at, length);
  return {at, length};
}

Val canonical(Code& code, const Val& value, const TypeRef& type, Where where) {
  if (is_word(*type)) return word_value(type, load_word(code, value));
  if (is_held_apart(*type, where)) {
    const Val whole = members_held(code, value);
    Val held{.type = type};
    for (size_t i = 0; i < type->members.size(); ++i) {
      const auto& member = type->members[i].type;
      held.parts.push_back(canonical(code, member_of(code, whole, i), member, Where::value));
    }
    return held;
  }
  if (where == Where::value || where == Where::memory) {
    Val held = in_memory(code, value);
    held.type = type;
    return held;
  }
  Val held = value;
  held.type = type;
  return held;
}

Val shape_of(const TypeRef& type, Where where) {
  Val shape{.type = type, .where = is_word(*type) ? Where::value : where};
  if (is_held_apart(*type, where)) {
    shape.where = Where::value;
    for (const auto& member : type->members)
      shape.parts.push_back(shape_of(member.type, Where::value));
    return shape;
  }
  if (shape.where == Where::value && !is_word(*type)) shape.where = Where::memory;
  shape.words.push_back({});
  if (shape.where == Where::calldata && has_length(*type)) shape.words.push_back({});
  if (shape.where == Where::storage) shape.whole_slot = true;
  return shape;
}

void store_memory(Code& code, const Val& place, const Val& value) {
  const V at = place.words[0];
  if (place.is_byte) {
    const V byte = code.emit(ir::Op::byte, {0, load_word(code, value)});
    return code.effect(ir::Op::mstore8, {at, byte});
  }
  if (is_word(*place.type)) return code.mstore(at, load_word(code, value));
  const bool in_parts = value.where == Where::value && !value.is_text;
  if (!in_parts) return code.mstore(at, in_memory(code, value).words[0]);
  // A struct held as its members has no identity of its own: it fills the object that is there.
  const Val target = dereference(code, place);
  for (size_t i = 0; i < value.parts.size(); ++i)
    store_memory(code, member_of(code, target, i), value.parts[i]);
}

}  // namespace mozi::front
