// ABI encoding of values in any location: heads with offsets, tails behind them.
#include "compiler/front/abi_encode.hpp"

#include <array>

#include "compiler/front/places.hpp"
#include "compiler/front/storage.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

/// Static objects above this stay out of static memory, which every call would have to pay for.
constexpr uint64_t largest_static = 4096;

/// A position in memory: a known distance from a value.
struct Cursor {
  V base;
  uint64_t offset = 0;

  [[nodiscard]] Cursor plus(uint64_t n) const { return {base, offset + n}; }
  [[nodiscard]] V in(Code& code) const { return code.add(base, offset); }
};

V distance(Code& code, const Cursor& from, const Cursor& to) {
  if (from.base == to.base) return code.num(to.offset - from.offset);
  return code.sub(to.in(code), from.in(code));
}

Cursor write_tuple(Code& code, std::span<const Val> values, Cursor at);

std::vector<Val> members_of(Code& code, const Val& structure) {
  if (structure.where == Where::storage) return load_storage_struct(code, structure).parts;
  std::vector<Val> members;
  for (size_t i = 0; i < structure.type->members.size(); ++i)
    members.push_back(member_of(code, structure, i));
  return members;
}

/// True if the elements' words can be copied as they are.
bool copies_in_bulk(const Val& array) {
  const auto& element = *array.type->element;
  if (!is_word(element)) return false;
  return array.where == Where::memory ||
         (array.where == Where::calldata && word_bits(element) == 256);
}

void copy_words(Code& code, const Val& array, V to, V length) {
  const V bytes = code.mul(length, 32);
  if (array.where == Where::calldata)
    return code.effect(ir::Op::calldatacopy, {to, array.words[0], bytes});
  const uint64_t header = array.type->kind == Kind::array ? 32 : 0;
  code.effect(ir::Op::mcopy, {to, code.add(array.words[0], header), bytes});
}

void write_inline(Code& code, const Val& at, Cursor to);
Cursor write_tail(Code& code, const Val& at, Cursor to);

/// The elements one after the other, tails behind all heads; gives the end.
V write_elements(Code& code, const Val& array, V first, V length) {
  const auto& element = *array.type->element;
  if (copies_in_bulk(array)) {
    copy_words(code, array, first, length);
    return code.add(first, code.mul(length, 32));
  }
  const uint64_t size = head_size(element);
  const V heads_end = code.add(first, code.mul(length, size));
  enum : size_t { index, head, tail };
  const auto last = code.loop(
      {code.num(0), first, heads_end},
      [&](std::span<const V> s) { return code.lt(s[index], length); },
      [&](std::span<const V> s) {
        const Val value = element_at(code, array, s[index]);
        V end = s[tail];
        if (is_dynamic(element)) {
          code.mstore(s[head], code.sub(s[tail], first));
          end = write_tail(code, value, {s[tail]}).in(code);
        } else {
          write_inline(code, value, {s[head]});
        }
        return std::vector{code.add(s[index], 1), code.add(s[head], size), end};
      });
  return last[tail];
}

/// Encodes an array through a function that all arrays of its type and location share.
V call_array_writer(Code& code, const Val& array, V to) {
  auto words = flatten(array);
  const auto key = "encode_" + std::to_string(int(array.where)) + "_" + type_key(*array.type);
  words.push_back(to);
  const auto body = [array](Code& in, std::span<const V> args) {
    auto rest = args;
    const Val source = rebuild(array, rest);
    const bool sized = source.type->kind == Kind::array;
    const V length = length_of(in, source);
    if (sized) in.mstore(rest[0], length);
    const V end = write_elements(in, source, in.add(rest[0], sized ? 32 : 0), length);
    in.build.ret(ids(std::array{end}));
  };
  return code.call(code.unit.helper(key, words.size(), 1, body), words)[0];
}

void write_inline(Code& code, const Val& at, Cursor to) {
  const Val value = dereference(code, at);
  if (is_word(*value.type)) return code.mstore(to.in(code), load_word(code, value));
  if (value.type->kind == Kind::structure) {
    write_tuple(code, members_of(code, value), to);
    return;
  }
  if (copies_in_bulk(value))
    return copy_words(code, value, to.in(code), code.num(value.type->length));
  call_array_writer(code, value, to.in(code));
}

Cursor write_byte_array(Code& code, const Val& value, Cursor to) {
  if (value.is_text) {
    code.mstore(to.in(code), value.text.size());
    write_text(code, value.text, to.plus(32).in(code));
    return to.plus(32 + (value.text.size() + 31) / 32 * 32);
  }
  const V length = length_of(code, value);
  const V content = to.plus(32).in(code);
  code.mstore(to.in(code), length);
  write_bytes(code, value, content, length);
  code.mstore(code.add(content, length), 0);  // the padding
  return {code.add(content, code.round_up(length))};
}

Cursor write_tail(Code& code, const Val& at, Cursor to) {
  const Val value = dereference(code, at);
  if (is_byte_array(*value.type)) return write_byte_array(code, value, to);
  if (value.type->kind == Kind::structure) return write_tuple(code, members_of(code, value), to);
  return {call_array_writer(code, value, to.in(code))};
}

Cursor write_tuple(Code& code, std::span<const Val> values, Cursor at) {
  uint64_t heads = 0;
  for (const auto& value : values) heads += head_size(*value.type);
  Cursor head = at;
  Cursor tail = at.plus(heads);
  for (const auto& value : values) {
    if (is_dynamic(*value.type)) {
      code.mstore(head.in(code), distance(code, at, tail));
      tail = write_tail(code, value, tail);
    } else {
      write_inline(code, value, head);
    }
    head = head.plus(head_size(*value.type));
  }
  return tail;
}

}  // namespace

std::optional<uint64_t> encoded_size(std::span<const Val> values) {
  uint64_t size = 0;
  for (const auto& value : values) {
    size += head_size(*value.type);
    if (value.is_text) {
      size += 32 + (value.text.size() + 31) / 32 * 32;
    } else if (value.where == Where::value && value.type->kind == Kind::structure &&
               is_dynamic(*value.type)) {
      const auto inside = encoded_size(value.parts);
      if (!inside) return std::nullopt;
      size += *inside;
    } else if (is_dynamic(*value.type)) {
      return std::nullopt;
    }
  }
  return size;
}

V encode(Code& code, std::span<const Val> values, V to) {
  return write_tuple(code, values, {to}).in(code);
}

Span encode_temporary(Code& code, std::optional<uint32_t> selector, std::span<const Val> values,
                      uint64_t room) {
  const auto known = encoded_size(values);
  const uint64_t header = selector ? 4 : 0;
  const bool is_static = known && std::max(*known + header, room) <= largest_static;
  const V at = is_static ? code.static_memory(std::max({*known + header, room, uint64_t{32}}))
                         : code.free_memory();
  if (selector) code.mstore(at, Word{*selector} << 224);
  const auto end = write_tuple(code, values, {at, header});
  return {at, known ? code.num(*known + header) : code.sub(end.in(code), at)};
}

}  // namespace mozi::front
