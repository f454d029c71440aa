// ABI decoding from memory: follows offsets, checks bounds and words in the order of solc's
// decoder.
#include "compiler/front/abi_decode.hpp"

#include <array>

#include "compiler/front/memory.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/unit.hpp"
#include "compiler/front/validate.hpp"

namespace mozi::front {

namespace {

constexpr uint64_t largest_offset = ~uint64_t{0};

/// Where the encoding that is read lies.
struct Source {
  V base;  // offsets count from here
  V end;
};

Val decode_part(Code& code, const TypeRef& type, V at, const Source& source);

V word_at(Code& code, const Type& type, V at) {
  const V word = code.mload(at);
  validate(code, type, word);
  return word;
}

/// Follows the offset at `at`.
V follow(Code& code, V at, const Source& source) {
  const V offset = code.mload(at);
  code.refuse(code.gt(offset, largest_offset), empty_trap());
  return code.add(source.base, offset);
}

/// Decodes `length` elements from `first` on into memory at `to`, in order.
void decode_elements(Code& code, const TypeRef& element, V first, V length, V to, V end) {
  const uint64_t size = head_size(*element);
  code.refuse(code.gt(code.add(first, code.mul(length, size)), end), empty_trap());
  const bool plain = is_word(*element) && word_bits(*element) == 256;
  if (plain) return code.effect(ir::Op::mcopy, {to, first, code.mul(length, 32)});
  const Source source{first, end};
  code.loop(
      {code.num(0)}, [&](std::span<const V> s) { return code.lt(s[0], length); },
      [&](std::span<const V> s) {
        const V at = code.add(first, code.mul(s[0], size));
        const Val value = decode_part(code, element, at, source);
        const V word = is_word(*element) ? value.words[0] : in_memory(code, value).words[0];
        code.mstore(code.add(to, code.mul(s[0], 32)), word);
        return std::vector{code.add(s[0], 1)};
      });
}

V build_array(Code& code, const TypeRef& type, V content, V end) {
  code.ensure(code.slt(code.add(content, 31), end), empty_trap());
  if (type->kind == Kind::fixed_array) {
    const V pointer = allocate(code, 32 * type->length);
    decode_elements(code, type->element, content, code.num(type->length), pointer, end);
    return pointer;
  }
  const V length = code.mload(content);
  const V pointer = allocate_array(code, length, *type);
  const V first = code.add(content, 32);
  const V to = code.add(pointer, 32);
  if (is_byte_array(*type)) {
    code.refuse(code.gt(code.add(first, length), end), empty_trap());
    code.effect(ir::Op::mcopy, {to, first, length});
  } else {
    decode_elements(code, type->element, first, length, to, end);
  }
  return pointer;
}

Val decode_array(Code& code, const TypeRef& type, V content, V end) {
  const auto id = code.unit.helper("decode_" + type_key(*type), 2, 1,
                                   [type](Code& in, std::span<const V> args) {
                                     const V pointer = build_array(in, type, args[0], args[1]);
                                     in.build.ret(ids(std::array{pointer}));
                                   });
  const V pointer = code.call(id, std::array{content, end})[0];
  return {.type = type, .where = Where::memory, .words = {pointer}};
}

Val decode_struct(Code& code, const TypeRef& type, V at, const Source& source) {
  Val value{.type = type};
  uint64_t position = 0;
  for (const auto& member : type->members) {
    value.parts.push_back(decode_part(code, member.type, code.add(at, position), source));
    position += head_size(*member.type);
  }
  return value;
}

Val decode_part(Code& code, const TypeRef& type, V at, const Source& source) {
  if (is_word(*type)) return word_value(type, word_at(code, *type, at));
  V content = at;
  Source inside = source;
  if (is_dynamic(*type)) {
    content = follow(code, at, source);
    inside.base = content;
  }
  if (type->kind != Kind::structure) return decode_array(code, type, content, source.end);
  if (is_dynamic(*type))
    code.refuse(code.slt(code.sub(source.end, content), inline_size(*type)), empty_trap());
  return decode_struct(code, type, content, inside);
}

}  // namespace

uint64_t head_size(std::span<const TypeRef> types) {
  uint64_t size = 0;
  for (const auto& type : types) size += head_size(*type);
  return size;
}

std::vector<Val> decode(Code& code, std::span<const TypeRef> types, V start, V end) {
  std::vector<Val> values;
  uint64_t position = 0;
  for (const auto& type : types) {
    values.push_back(decode_part(code, type, code.add(start, position), {start, end}));
    position += head_size(*type);
  }
  return values;
}

std::vector<Val> checked_decode(Code& code, std::span<const TypeRef> types, V start, V end) {
  const uint64_t size = head_size(types);
  if (size != 0) code.refuse(code.slt(code.sub(end, start), size), empty_trap());
  return decode(code, types, start, end);
}

}  // namespace mozi::front
