// Conversions between types of one word, and of bytes.
#include "compiler/front/conversions.hpp"

#include "compiler/front/arithmetic_checks.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/validate.hpp"

namespace mozi::front {

namespace {

/// The first bytes of `value`, zero beyond its end, as bytesN.
V first_bytes(Code& code, const Val& value, const Type& type) {
  const Val bytes = value.where == Where::storage || value.is_text ? in_memory(code, value)
                                                                   : dereference(code, value);
  const V length = length_of(code, bytes);
  const V raw = bytes.where == Where::calldata ? code.calldataload(bytes.words[0])
                                               : code.mload(code.add(bytes.words[0], 32));
  // The mask of the first `length` bytes; a shift by 256 and more leaves nothing to remove.
  const V beyond = code.shr(code.shl(3, length), ~Word{});
  const V large = code.gt(length, 31);
  const V content =
      code.choose(large, [&] { return raw; }, [&] { return code.and_(raw, code.not_(beyond)); });
  return clean(code, type, content);
}

/// The same bits in another type: the number on the right, then aligned as the target wants it.
V same_bits(Code& code, const Type& from, const Type& to, V word) {
  const bool left_from = is_left_aligned(from);
  const bool left_to = is_left_aligned(to);
  if (left_from && left_to) return word_bits(to) < word_bits(from) ? clean(code, to, word) : word;
  if (left_from) word = code.shr(256 - word_bits(from), word);
  if (left_to) return code.shl(256 - word_bits(to), word);
  const bool keeps = word_bits(to) >= word_bits(from) && !is_signed(from) && !is_signed(to);
  return keeps || left_from ? word : clean(code, to, word);
}

V convert_word(Code& code, const ast::Node& node) {
  const auto& from = *node.kids[0]->type;
  const auto& to = *node.type;
  const V word = front::word(code, *node.kids[0]);
  if (to.kind == Kind::enumeration) {
    if (from.kind != Kind::enumeration)
      code.ensure(code.lt(word, to.length), panic_trap(panic_enum));
    return word;
  }
  if (to.kind == Kind::boolean && from.kind != Kind::boolean) return code.iszero(code.iszero(word));
  if (node.op == ast::Op::widen) return word;
  if (node.op == ast::Op::narrow) return fit(code, to, word, Overflow::panics);
  if (node.op == ast::Op::truncate) return clean(code, to, word);
  return same_bits(code, from, to, word);
}

}  // namespace

Val convert(Code& code, const ast::Node& node) {
  const auto& kid = *node.kids[0];
  if (is_word(*node.type) && !is_word(*kid.type))
    return word_value(node.type, first_bytes(code, eval(code, kid), *node.type));
  if (is_word(*node.type)) return word_value(node.type, convert_word(code, node));
  Val same = eval(code, kid);  // bytes as string, or the reverse
  same.type = node.type;
  return same;
}

}  // namespace mozi::front
