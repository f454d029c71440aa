// What the lowering knows of a type: its shape in the ABI, in storage, in memory and on the stack.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mozi/dsl/ast.hpp"
#include "mozi/dsl/layout.hpp"

namespace mozi::front {

namespace ast = dsl::ast;
using ast::Type;
using ast::TypeRef;
using Kind = ast::Type::Kind;

/// The types that the lowering makes itself.
TypeRef uint_type(unsigned bits);
TypeRef bool_type();
TypeRef address_type();
TypeRef bytes_type();

/// bytes, string, arrays, structs, mappings: what is not one word.
bool is_reference(const Type& type);
/// bytes or string.
bool is_byte_array(const Type& type);
/// Arrays, bytes and strings whose length is known only at run time.
bool has_length(const Type& type);
/// A mapping, or something that contains one: it can only live in storage.
bool contains_mapping(const Type& type);

/// Of a word type: the bits of its numbers (1 for bool, 160 for addresses, 8 for enums).
unsigned word_bits(const Type& type);
/// True if the stack keeps values in the high bits (bytesN).
bool is_left_aligned(const Type& type);
bool is_signed(const Type& type);
/// 2^bits - 1.
Word low_mask(unsigned bits);
/// The largest and the smallest number of an integer type, as words.
Word max_of(const Type& type);
Word min_of(const Type& type);

/// True if the ABI encodes it behind the head.
bool is_dynamic(const Type& type);
/// Bytes that it takes in the head: 32 for what is dynamic.
uint64_t head_size(const Type& type);
/// Bytes of the encoding of a static type, and of the head of a dynamic struct or fixed array.
uint64_t inline_size(const Type& type);
/// The same for several one after the other.
uint64_t head_size(const std::vector<ast::Parameter>& members);

/// Bytes of a word type in storage.
inline unsigned storage_bytes(const Type& type) {
  return storage_size(type).bytes;
}
/// Slots of any type in storage.
inline uint64_t storage_slots(const Type& type) {
  return storage_size(type).slots;
}
/// How many elements of an array share a slot (1 if they need a slot or more each).
unsigned elements_per_slot(const Type& element);

/// A name that equal layouts, and only they, share.
std::string type_key(const Type& type);

}  // namespace mozi::front
