// ABI decoding into memory: follows offsets, checks bounds and words in the order of solc's
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
  Where where = Where::memory;  // or calldata
  V base;                       // offsets count from here
  V end;

  [[nodiscard]] V load(Code& code, V at) const {
    return where == Where::memory ? code.mload(at) : code.calldataload(at);
  }
  void copy(Code& code, V to, V from, V size) const {
    code.effect(where == Where::memory ? ir::Op::mcopy : ir::Op::calldatacopy, {to, from, size});
  }
  [[nodiscard]] Source at(V other_base) const { return {where, other_base, end}; }
};

Val decode_part(Code& code, const TypeRef& type, V at, const Source& source);

V word_at(Code& code, const Type& type, V at, const Source& source) {
  const V word = source.load(code, at);
  validate(code, type, word);
  return word;
}

/// Follows the offset at `at`.
V follow(Code& code, V at, const Source& source) {
  const V offset = source.load(code, at);
  code.refuse(code.gt(offset, largest_offset), empty_trap());
  return code.add(source.base, offset);
}

/// Decodes `length` elements from `first` on into memory at `to`, in order.
void decode_elements(Code& code, const TypeRef& element, V first, V length, V to,
                     const Source& source) {
  const uint64_t size = head_size(*element);
  code.refuse(code.gt(code.add(first, code.mul(length, size)), source.end), empty_trap());
  const bool plain = is_word(*element) && word_bits(*element) == 256;
  if (plain) return source.copy(code, to, first, code.mul(length, 32));
  code.loop(
      {code.num(0)}, [&](std::span<const V> s) { return code.lt(s[0], length); },
      [&](std::span<const V> s) {
        const V at = code.add(first, code.mul(s[0], size));
        const Val value = decode_part(code, element, at, source.at(first));
        const V word = is_word(*element) ? value.words[0] : in_memory(code, value).words[0];
        code.mstore(code.add(to, code.mul(s[0], 32)), word);
        return std::vector{code.add(s[0], 1)};
      });
}

/// A new array or bytes whose content begins at `first` and has `length` elements.
V build_content(Code& code, const TypeRef& type, V first, V length, const Source& source) {
  if (type->kind == Kind::fixed_array) {
    const V pointer = allocate(code, 32 * type->length);
    decode_elements(code, type->element, first, length, pointer, source);
    return pointer;
  }
  const V pointer = allocate_array(code, length, *type);
  const V to = code.add(pointer, 32);
  if (is_byte_array(*type)) {
    code.refuse(code.gt(code.add(first, length), source.end), empty_trap());
    source.copy(code, to, first, length);
  } else {
    decode_elements(code, type->element, first, length, to, source);
  }
  return pointer;
}

V build_array(Code& code, const TypeRef& type, V content, const Source& source) {
  code.ensure(code.slt(code.add(content, 31), source.end), empty_trap());
  if (type->kind == Kind::fixed_array)
    return build_content(code, type, content, code.num(type->length), source);
  const V length = source.load(code, content);
  return build_content(code, type, code.add(content, 32), length, source);
}

Val decode_array(Code& code, const TypeRef& type, V content, const Source& source) {
  const auto where = source.where;
  const auto key =
      std::string(where == Where::memory ? "decode_" : "decode_calldata_") + type_key(*type);
  const auto id = code.unit.helper(key, 2, 1, [type, where](Code& in, std::span<const V> args) {
    const V pointer = build_array(in, type, args[0], {where, {}, args[1]});
    in.build.ret(ids(std::array{pointer}));
  });
  const V pointer = code.call(id, std::array{content, source.end})[0];
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
  if (is_word(*type)) return word_value(type, word_at(code, *type, at, source));
  V content = at;
  Source inside = source;
  if (is_dynamic(*type)) {
    content = follow(code, at, source);
    inside.base = content;
  }
  if (type->kind != Kind::structure) return decode_array(code, type, content, source);
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
    values.push_back(
        decode_part(code, type, code.add(start, position), {Where::memory, start, end}));
    position += head_size(*type);
  }
  return values;
}

V copy_calldata_array(Code& code, const Val& array) {
  const V first = array.words[0];
  const bool sized = has_length(*array.type);
  const V length = sized ? array.words[1] : code.num(array.type->length);
  return build_content(code, array.type, first, length,
                       {Where::calldata, first, code.calldatasize()});
}

Val decode_calldata_struct(Code& code, const Val& structure) {
  const V at = structure.words[0];
  const Source source{Where::calldata, at, code.calldatasize()};
  const V room = code.sub(source.end, at);
  code.refuse(code.slt(room, inline_size(*structure.type)), empty_trap());
  return decode_struct(code, structure.type, at, source);
}

std::vector<Val> checked_decode(Code& code, std::span<const TypeRef> types, V start, V end) {
  const uint64_t size = head_size(types);
  if (size != 0) code.refuse(code.slt(code.sub(end, start), size), empty_trap());
  return decode(code, types, start, end);
}

}  // namespace mozi::front
