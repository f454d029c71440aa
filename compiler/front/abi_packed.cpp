// ABI encoding without offsets and lengths: abi.encodePacked and the topics of indexed values.
#include <array>

#include "compiler/front/abi_encode.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

constexpr uint64_t largest_static = 4096;

V write_padded(Code& code, const Val& at, V to);

V write_padded_elements(Code& code, const Val& array, V to) {
  auto words = flatten(array);
  const auto key = "pack_" + std::to_string(int(array.where)) + "_" + type_key(*array.type);
  words.push_back(to);
  const auto body = [array](Code& in, std::span<const V> args) {
    auto rest = args;
    const Val source = rebuild(array, rest);
    const V length = length_of(in, source);
    const auto last = in.loop(
        {in.num(0), rest[0]}, [&](std::span<const V> s) { return in.lt(s[0], length); },
        [&](std::span<const V> s) {
          const V end = write_padded(in, element_at(in, source, s[0]), s[1]);
          return std::vector{in.add(s[0], 1), end};
        });
    in.build.ret(ids(std::array{last[1]}));
  };
  return code.call(code.unit.helper(key, words.size(), 1, body), words)[0];
}

/// Every part in whole words; gives the end.
V write_padded(Code& code, const Val& at, V to) {
  const Val value = dereference(code, at);
  if (is_word(*value.type)) {
    code.mstore(to, load_word(code, value));
    return code.add(to, 32);
  }
  if (is_byte_array(*value.type)) {
    const V length = length_of(code, value);
    write_bytes(code, value, to, length);
    if (!value.is_text) code.mstore(code.add(to, length), 0);
    return code.add(to, code.round_up(length));
  }
  if (value.type->kind != Kind::structure) return write_padded_elements(code, value, to);
  V end = to;
  for (size_t i = 0; i < value.type->members.size(); ++i)
    end = write_padded(code, member_of(code, value, i), end);
  return end;
}

uint64_t packed_bytes(const Type& word) {
  return storage_bytes(word);
}

V write_packed(Code& code, const Val& at, V to) {
  const Val value = dereference(code, at);
  if (is_word(*value.type)) {
    const uint64_t bytes = packed_bytes(*value.type);
    const V word = load_word(code, value);
    code.mstore(to, is_left_aligned(*value.type) ? word : code.shl(256 - 8 * bytes, word));
    return code.add(to, bytes);
  }
  if (!is_byte_array(*value.type)) return write_padded(code, value, to);
  const V length = length_of(code, value);
  write_bytes(code, value, to, length);
  return code.add(to, length);
}

}  // namespace

std::optional<uint64_t> packed_size(std::span<const Val> values) {
  uint64_t size = 0;
  for (const auto& value : values) {
    if (is_word(*value.type)) {
      size += packed_bytes(*value.type);
    } else if (value.is_text) {
      size += value.text.size();
    } else if (value.type->kind == Kind::fixed_array && is_word(*value.type->element)) {
      size += 32 * value.type->length;
    } else {
      return std::nullopt;
    }
  }
  return size;
}

V encode_packed(Code& code, std::span<const Val> values, V to) {
  for (const auto& value : values) to = write_packed(code, value, to);
  return to;
}

Span packed_temporary(Code& code, std::span<const Val> values) {
  const auto known = packed_size(values);
  if (known && *known <= largest_static) {
    // The last word may reach beyond the end.
    const V at = code.static_memory(*known + 32);
    encode_packed(code, values, at);
    return {at, code.num(*known)};
  }
  const V at = code.free_memory();
  return {at, code.sub(encode_packed(code, values, at), at)};
}

V topic_hash(Code& code, const Val& value) {
  if (is_byte_array(*value.type)) {
    const auto span = memory_span(code, value);
    return code.emit(ir::Op::keccak256, {span.at, span.size});
  }
  const V at = code.free_memory();
  return code.emit(ir::Op::keccak256, {at, code.sub(write_padded(code, value, at), at)});
}

}  // namespace mozi::front
