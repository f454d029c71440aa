// Arrays in storage: assigning whole arrays, delete, push and pop.
#include "compiler/front/storage_arrays.hpp"

#include <array>

#include "compiler/front/join.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

V first_slot(Code& code, const Val& array) {
  if (array.type->kind == Kind::fixed_array) return array.words[0];
  return code.emit(ir::Op::array_slot, {array.words[0]});
}

/// Slots that `length` elements take.
V slots_of(Code& code, const Type& element, V length) {
  const unsigned per_slot = elements_per_slot(element);
  if (per_slot > 1) return code.div(code.add(length, per_slot - 1), per_slot);
  return code.mul(length, storage_slots(element));
}

/// Resets the elements from `begin` to `end`, of an array whose first element is in slot `first`. A
/// slot that also holds elements before `begin` stays.
void clear_elements(Code& code, const TypeRef& element, V first, V begin, V end) {
  const V from = code.add(first, slots_of(code, *element, begin));
  const V to = code.add(first, slots_of(code, *element, end));
  if (is_word(*element)) return clear_slots(code, from, to);
  code.loop(
      {from}, [&](std::span<const V> state) { return code.lt(state[0], to); },
      [&](std::span<const V> state) {
        reset_storage(code, storage_place(element, state[0]));
        return std::vector{code.add(state[0], storage_slots(*element))};
      });
}

/// Copies elements that have slots of their own.
void copy_elements(Code& code, const Val& place, const Val& value, V length) {
  const auto& element = place.type->element;
  const V first = first_slot(code, place);
  const uint64_t step = storage_slots(*element);
  code.loop(
      {code.num(0), first}, [&](std::span<const V> state) { return code.lt(state[0], length); },
      [&](std::span<const V> state) {
        store_storage(code, storage_place(element, state[1]), element_at(code, value, state[0]));
        return std::vector{code.add(state[0], 1), code.add(state[1], step)};
      });
}

/// The element's bits at byte `offset` of an otherwise empty slot.
V packed(Code& code, const Type& type, V word, V offset) {
  const unsigned bits = 8 * storage_bytes(type);
  if (is_left_aligned(type)) word = code.shr(256 - bits, word);
  if (is_signed(type)) word = code.and_(word, low_mask(bits));
  return code.shl(code.shl(3, offset), word);
}

/// Copies elements that share slots: gathers a slot's elements, then writes it once.
void copy_packed(Code& code, const Val& place, const Val& value, V length) {
  const auto& element = *place.type->element;
  const uint64_t size = storage_bytes(element);
  const uint64_t full = size * elements_per_slot(element);
  enum : size_t { index, slot, offset, gathered };
  const auto last = code.loop(
      {code.num(0), first_slot(code, place), code.num(0), code.num(0)},
      [&](std::span<const V> s) { return code.lt(s[index], length); },
      [&](std::span<const V> s) {
        const V word = load_word(code, element_at(code, value, s[index]));
        const V all = code.or_(s[gathered], packed(code, element, word, s[offset]));
        const V next = code.add(s[offset], size);
        Join merged(code, "next_element");
        Join write(code, "slot_full");
        Join more(code, "slot_open");
        code.branch(code.eq(next, full), write, more);
        write.enter();
        code.sstore(s[slot], all);
        merged.arrive_with({code.add(s[slot], 1), code.num(0), code.num(0)});
        more.enter();
        merged.arrive_with({s[slot], next, all});
        merged.enter();
        const auto joined = merged.extras();
        return std::vector{code.add(s[index], 1), joined[0], joined[1], joined[2]};
      });
  code.when(last[offset], [&] { code.sstore(last[slot], last[gathered]); });
}

void build_store(Code& code, const Val& place, const Val& value) {
  const auto& element = place.type->element;
  const bool dynamic = place.type->kind == Kind::array;
  const V length = length_of(code, value);
  V old = code.num(place.type->length);
  if (dynamic) {
    code.refuse(code.shr(64, length), panic_trap(panic_memory));
    old = code.sload(place.words[0]);
    code.sstore(place.words[0], length);
  }
  const bool shrinks =
      dynamic || value.type->length < place.type->length || value.type->kind == Kind::array;
  if (shrinks) clear_elements(code, element, first_slot(code, place), length, old);
  if (elements_per_slot(*element) > 1) {
    copy_packed(code, place, value, length);
  } else {
    copy_elements(code, place, value, length);
  }
}

Val array_in(const TypeRef& type, V slot) {
  return storage_place(type, slot);
}

}  // namespace

void clear_slots(Code& code, V first, V end) {
  const auto id = code.unit.helper("clear_slots", 2, 0, [](Code& in, std::span<const V> args) {
    in.loop(
        {args[0]}, [&](std::span<const V> state) { return in.lt(state[0], args[1]); },
        [&](std::span<const V> state) {
          in.sstore(state[0], 0);
          return std::vector{in.add(state[0], 1)};
        });
    in.build.ret({});
  });
  code.call(id, std::array{first, end});
}

void store_array(Code& code, const Val& place, const Val& value) {
  auto words = flatten(value);
  const auto key = "store_" + std::to_string(int(value.where)) + "_" + type_key(*value.type) +
                   "_to_" + type_key(*place.type);
  words.push_back(place.words[0]);
  const auto body = [type = place.type, value](Code& in, std::span<const V> args) {
    auto rest = args;
    const Val source = rebuild(value, rest);
    const Val target = array_in(type, rest[0]);
    if (value.where == Where::storage && same(*value.type, *type)) {
      // An array assigned to itself stays as it is.
      in.when(in.xor_(source.words[0], target.words[0]), [&] { build_store(in, target, source); });
    } else {
      build_store(in, target, source);
    }
    in.build.ret({});
  };
  code.call(code.unit.helper(key, words.size(), 0, body), words);
}

void reset_array(Code& code, const Val& place) {
  const auto key = "reset_" + type_key(*place.type);
  const auto id =
      code.unit.helper(key, 1, 0, [type = place.type](Code& in, std::span<const V> args) {
        const Val array = array_in(type, args[0]);
        const bool dynamic = type->kind == Kind::array;
        const V length = dynamic ? in.sload(args[0]) : in.num(type->length);
        if (dynamic) in.sstore(args[0], 0);
        clear_elements(in, type->element, first_slot(in, array), in.num(0), length);
        in.build.ret({});
      });
  code.call(id, std::array{place.words[0]});
}

Val push_element(Code& code, const Val& array) {
  const V slot = array.words[0];
  const V length = code.sload(slot);
  code.refuse(code.shr(64, length), panic_trap(panic_memory));
  code.sstore(slot, code.add(length, 1));
  return element_at(code, array, length);
}

void pop_element(Code& code, const Val& array) {
  const V slot = array.words[0];
  const V length = code.sload(slot);
  code.refuse(code.iszero(length), panic_trap(panic_empty_pop));
  const V last = code.sub(length, 1);
  reset_storage(code, element_at(code, array, last));
  code.sstore(slot, last);
}

}  // namespace mozi::front
