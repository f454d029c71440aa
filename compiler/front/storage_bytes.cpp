// bytes and strings in storage: up to 31 bytes lie in the slot itself, longer ones behind its hash.
//
// Short: the content in the high bytes, 2 * length in the lowest. Long: 2 * length + 1 in the slot,
// the content from keccak256(slot) on.
#include "compiler/front/storage_bytes.hpp"

#include <array>

#include "compiler/front/join.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/storage_arrays.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

/// The length that the word in the slot tells.
V length_in(Code& code, V word) {
  const V is_long = code.and_(word, 1);
  const V half = code.shr(1, word);
  const V length =
      code.choose(is_long, [&] { return half; }, [&] { return code.and_(half, 0x7f); });
  // A short form with a long length, or the reverse, was never written by a contract.
  code.refuse(code.eq(is_long, code.lt(length, 32)), panic_trap(panic_bytes_encoding));
  return length;
}

V data_slot(Code& code, V slot) {
  return code.emit(ir::Op::array_slot, {slot});
}

V words_of(Code& code, V length) {
  return code.shr(5, code.add(length, 31));
}

/// The high `count` bytes of a word; count < 32.
V high_bytes(Code& code, V word, V count) {
  const V shift = code.shl(3, count);
  return code.and_(word, code.not_(code.shr(shift, ~Word{})));
}

/// Sets the slots of the old content that new content of `length` bytes does not fill to zero.
void clear_rest(Code& code, V slot, V old_length, V length) {
  code.when(code.gt(old_length, 31), [&] {
    const V kept = code.choose(
        code.gt(length, 31), [&] { return words_of(code, length); }, [&] { return code.num(0); });
    const V first = data_slot(code, slot);
    clear_slots(code, code.add(first, kept), code.add(first, words_of(code, old_length)));
  });
}

void write_long(Code& code, V slot, V from, V length) {
  const V first = data_slot(code, slot);
  const V whole = code.shr(5, length);
  code.loop(
      {code.num(0)}, [&](std::span<const V> state) { return code.lt(state[0], whole); },
      [&](std::span<const V> state) {
        const V word = code.mload(code.add(from, code.shl(5, state[0])));
        code.sstore(code.add(first, state[0]), word);
        return std::vector{code.add(state[0], 1)};
      });
  const V rest = code.and_(length, 31);
  code.when(rest, [&] {
    const V word = code.mload(code.add(from, code.shl(5, whole)));
    code.sstore(code.add(first, whole), high_bytes(code, word, rest));
  });
  code.sstore(slot, code.add(code.shl(1, length), 1));
}

void build_store(Code& code, V slot, V from, V length) {
  code.refuse(code.shr(64, length), panic_trap(panic_memory));
  clear_rest(code, slot, length_in(code, code.sload(slot)), length);
  Join is_long(code, "long");
  Join is_short(code, "short");
  code.branch(code.gt(length, 31), is_long, is_short);
  is_long.enter();
  write_long(code, slot, from, length);
  code.build.ret({});
  is_short.enter();
  const V content = high_bytes(code, code.mload(from), length);
  code.sstore(slot, code.or_(content, code.shl(1, length)));
  code.build.ret({});
}

void build_read(Code& code, V slot, V to) {
  const V word = code.sload(slot);
  const V length = length_in(code, word);
  Join is_long(code, "long");
  Join is_short(code, "short");
  code.branch(code.gt(length, 31), is_long, is_short);
  is_short.enter();
  code.mstore(to, code.and_(word, ~Word{0xff}));
  code.build.ret({});
  is_long.enter();
  const V first = data_slot(code, slot);
  const V end = code.add(to, length);
  code.loop(
      {to, first}, [&](std::span<const V> state) { return code.lt(state[0], end); },
      [&](std::span<const V> state) {
        code.mstore(state[0], code.sload(state[1]));
        return std::vector{code.add(state[0], 32), code.add(state[1], 1)};
      });
  code.build.ret({});
}

/// Where byte `index` lies: its slot, and its byte number there, most significant first.
std::array<V, 2> byte_place(Code& code, V slot, V index) {
  const V is_long = code.and_(code.sload(slot), 1);
  Join found(code, "byte_place");
  Join in_data(code, "long");
  Join in_slot(code, "short");
  code.branch(is_long, in_data, in_slot);
  in_data.enter();
  found.arrive_with({code.add(data_slot(code, slot), code.shr(5, index)), code.and_(index, 31)});
  in_slot.enter();
  found.arrive_with({slot, index});
  found.enter();
  return {found.extras()[0], found.extras()[1]};
}

void write_byte(Code& code, V slot, V at, V byte) {
  const V shift = code.shl(3, at);
  const V keep = code.not_(code.shr(shift, Word{0xff} << 248));
  code.sstore(slot, code.or_(code.and_(code.sload(slot), keep), code.shr(shift, byte)));
}

void build_push(Code& code, V slot, V byte) {
  const V word = code.sload(slot);
  const V length = length_in(code, word);
  code.refuse(code.shr(64, length), panic_trap(panic_memory));
  Join becomes_long(code, "becomes_long");
  Join other(code, "other");
  code.branch(code.eq(length, 31), becomes_long, other);
  becomes_long.enter();
  const V content = code.or_(code.and_(word, ~Word{0xff}), code.shr(248, byte));
  code.sstore(data_slot(code, slot), content);
  code.sstore(slot, 65);
  code.build.ret({});
  other.enter();
  const auto place = byte_place(code, slot, length);
  write_byte(code, place[0], place[1], byte);
  code.sstore(slot, code.add(code.sload(slot), 2));
  code.build.ret({});
}

void build_pop(Code& code, V slot) {
  const V word = code.sload(slot);
  const V length = length_in(code, word);
  code.refuse(code.iszero(length), panic_trap(panic_empty_pop));
  Join becomes_short(code, "becomes_short");
  Join other(code, "other");
  code.branch(code.eq(length, 32), becomes_short, other);
  becomes_short.enter();
  const V first = data_slot(code, slot);
  const V content = code.and_(code.sload(first), ~Word{0xff});
  code.sstore(first, 0);
  code.sstore(slot, code.or_(content, 62));
  code.build.ret({});
  other.enter();
  const auto place = byte_place(code, slot, code.sub(length, 1));
  write_byte(code, place[0], place[1], code.num(0));
  code.sstore(slot, code.sub(code.sload(slot), 2));
  code.build.ret({});
}

}  // namespace

V stored_length(Code& code, V slot) {
  const auto id = code.unit.helper("stored_length", 1, 1, [](Code& in, std::span<const V> args) {
    in.build.ret(ids(std::array{length_in(in, in.sload(args[0]))}));
  });
  return code.call(id, std::array{slot})[0];
}

void read_stored_bytes(Code& code, V slot, V to) {
  const auto id = code.unit.helper("read_bytes", 2, 0, [](Code& in, std::span<const V> args) {
    build_read(in, args[0], args[1]);
  });
  code.call(id, std::array{slot, to});
}

void store_bytes(Code& code, V slot, const Val& value) {
  const auto id = code.unit.helper("store_bytes", 3, 0, [](Code& in, std::span<const V> args) {
    build_store(in, args[0], args[1], args[2]);
  });
  const auto span = memory_span(code, value);
  code.call(id, std::array{slot, span.at, span.size});
}

void reset_bytes(Code& code, V slot) {
  const auto id = code.unit.helper("reset_bytes", 1, 0, [](Code& in, std::span<const V> args) {
    clear_rest(in, args[0], length_in(in, in.sload(args[0])), in.num(0));
    in.sstore(args[0], 0);
    in.build.ret({});
  });
  code.call(id, std::array{slot});
}

V load_stored_byte(Code& code, V slot, V index) {
  const auto place = byte_place(code, slot, index);
  const V byte = code.emit(ir::Op::byte, {place[1], code.sload(place[0])});
  return code.shl(248, byte);
}

void store_stored_byte(Code& code, V slot, V index, V byte) {
  const auto place = byte_place(code, slot, index);
  write_byte(code, place[0], place[1], byte);
}

void push_byte(Code& code, V slot, V byte) {
  const auto id = code.unit.helper("push_byte", 2, 0, [](Code& in, std::span<const V> args) {
    build_push(in, args[0], args[1]);
  });
  code.call(id, std::array{slot, byte});
}

void pop_byte(Code& code, V slot) {
  const auto id = code.unit.helper(
      "pop_byte", 1, 0, [](Code& in, std::span<const V> args) { build_pop(in, args[0]); });
  code.call(id, std::array{slot});
}

}  // namespace mozi::front
