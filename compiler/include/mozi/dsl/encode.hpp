// ABI encoding and decoding, hashing of encodings, and concatenation.
#pragma once

#include "mozi/dsl/interface.hpp"

namespace mozi::dsl {

// Each takes up to twelve values. Defaulted parameters instead of a pack, because only the
// conversion of a parameter knows its position.
#define MOZI_UP_TO_12                                                                            \
  AnyOperand a = {}, AnyOperand b = {}, AnyOperand c = {}, AnyOperand d = {}, AnyOperand e = {}, \
             AnyOperand f = {}, AnyOperand g = {}, AnyOperand h = {}, AnyOperand i = {},         \
             AnyOperand j = {}, AnyOperand k = {}, AnyOperand l = {},                            \
             Location at = std::source_location::current()

/// abi.encode of the values.
Expression<Bytes> abi_encode(MOZI_UP_TO_12);
/// abi.encodePacked of the values.
Expression<Bytes> abi_encode_packed(MOZI_UP_TO_12);
/// Bytes and strings, one after the other.
Expression<Bytes> concat(MOZI_UP_TO_12);
/// Strings, one after the other.
Expression<String> concat_text(MOZI_UP_TO_12);
#undef MOZI_UP_TO_12

/// Bytes decoded as a T, or as the members of a struct T one by one; malformed input reverts.
template <class T>
Expression<T> abi_decode(Operand<Bytes> data) {
  return Expression<T>(make_node(ast::Op::abi_decode, type_of<T>(), {data.node}, data.at, data.at));
}

}  // namespace mozi::dsl
