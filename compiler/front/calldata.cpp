// Values that stay in calldata: parameters and what their offsets lead to, checked as solc does.
#include "compiler/front/calldata.hpp"

namespace mozi::front {

namespace {

constexpr uint64_t largest_offset = ~uint64_t{0};

uint64_t stride_of(const Type& type) {
  return is_byte_array(type) ? 1 : head_size(*type.element);
}

}  // namespace

Val calldata_part(Code& code, const TypeRef& type, V base, V at) {
  Val part{.type = type, .where = Where::calldata, .words = {at}};
  if (!is_dynamic(*type)) return part;
  const V offset = code.calldataload(at);
  const uint64_t needed = has_length(*type) ? 32 : inline_size(*type);
  const V room = code.sub(code.sub(code.calldatasize(), base), needed - 1);
  code.ensure(code.slt(offset, room), empty_trap());
  V content = code.add(base, offset);
  part.words[0] = content;
  if (!has_length(*type)) return part;
  const V length = code.calldataload(content);
  content = code.add(content, 32);
  const V last = code.sub(code.calldatasize(), code.mul(length, stride_of(*type)));
  Refusals bad(code);
  bad.add(code.gt(length, largest_offset));
  bad.add(code.sgt(content, last));
  bad.check();
  part.words = {content, length};
  return part;
}

Val calldata_parameter(Code& code, const TypeRef& type, uint64_t at, Refusals& bad) {
  if (is_word(*type)) {
    const V word = code.calldataload(at);
    bad.add_dirt(*type, word);
    return word_value(type, word);
  }
  if (!is_dynamic(*type)) return {.type = type, .where = Where::calldata, .words = {code.num(at)}};
  const V offset = code.calldataload(at);
  const V content = code.add(offset, 4);
  if (!has_length(*type)) {
    bad.add(code.shr(64, offset));
    bad.add(code.gt(code.add(content, inline_size(*type)), code.calldatasize()));
    return {.type = type, .where = Where::calldata, .words = {content}};
  }
  // Both below 2^64, so the sum behind the content's end cannot wrap.
  const V length = code.calldataload(content);
  bad.add(code.shr(64, code.or_(offset, length)));
  const V first = code.add(content, 32);
  bad.add(code.gt(code.add(first, code.mul(length, stride_of(*type))), code.calldatasize()));
  return {.type = type, .where = Where::calldata, .words = {first, length}};
}

}  // namespace mozi::front
