// What the lowering knows of a type: its shape in the ABI, in storage, in memory and on the stack.
#include "compiler/front/types.hpp"

#include <algorithm>

namespace mozi::front {

namespace {

TypeRef make(Kind kind, unsigned bits) {
  auto type = std::make_shared<Type>();
  type->kind = kind;
  type->bits = static_cast<uint16_t>(bits);
  return type;
}

}  // namespace

TypeRef uint_type(unsigned bits) {
  return make(Kind::unsigned_, bits);
}

TypeRef bool_type() {
  return make(Kind::boolean, 0);
}

TypeRef address_type() {
  return make(Kind::address, 0);
}

TypeRef bytes_type() {
  return make(Kind::bytes, 0);
}

bool is_reference(const Type& type) {
  return type.kind != Kind::none && !is_word(type);
}

bool is_byte_array(const Type& type) {
  return type.kind == Kind::bytes || type.kind == Kind::string;
}

bool has_length(const Type& type) {
  return is_byte_array(type) || type.kind == Kind::array;
}

bool contains_mapping(const Type& type) {
  if (type.kind == Kind::mapping) return true;
  if (type.kind == Kind::array || type.kind == Kind::fixed_array)
    return contains_mapping(*type.element);
  return std::ranges::any_of(type.members, [](const auto& m) { return contains_mapping(*m.type); });
}

unsigned word_bits(const Type& type) {
  if (type.kind == Kind::boolean) return 1;
  if (type.kind == Kind::address || type.kind == Kind::contract) return 160;
  if (type.kind == Kind::enumeration) return 8;
  return type.bits;
}

bool is_left_aligned(const Type& type) {
  return type.kind == Kind::fixed_bytes;
}

bool is_signed(const Type& type) {
  return type.kind == Kind::signed_;
}

Word low_mask(unsigned bits) {
  return bits >= 256 ? ~Word{} : (Word{1} << bits) - Word{1};
}

Word max_of(const Type& type) {
  if (type.kind == Kind::enumeration) return Word{type.length} - Word{1};
  return low_mask(is_signed(type) ? type.bits - 1u : word_bits(type));
}

Word min_of(const Type& type) {
  return is_signed(type) ? ~low_mask(type.bits - 1u) : Word{};
}

bool is_dynamic(const Type& type) {
  if (has_length(type)) return true;
  if (type.kind == Kind::fixed_array) return is_dynamic(*type.element);
  if (type.kind != Kind::structure) return false;
  return std::ranges::any_of(type.members, [](const auto& m) { return is_dynamic(*m.type); });
}

uint64_t head_size(const Type& type) {
  return is_dynamic(type) ? 32 : inline_size(type);
}

uint64_t inline_size(const Type& type) {
  if (type.kind == Kind::fixed_array) return type.length * head_size(*type.element);
  if (type.kind == Kind::structure) return head_size(type.members);
  return 32;
}

uint64_t head_size(const std::vector<ast::Parameter>& members) {
  uint64_t size = 0;
  for (const auto& member : members) size += head_size(*member.type);
  return size;
}

unsigned elements_per_slot(const Type& element) {
  return is_word(element) ? 32 / storage_bytes(element) : 1;
}

std::string type_key(const Type& type) {
  const auto number = std::to_string(type.length);
  switch (type.kind) {
    case Kind::none:
      return "none";
    case Kind::boolean:
      return "bool";
    case Kind::unsigned_:
      return "uint" + std::to_string(type.bits);
    case Kind::signed_:
      return "int" + std::to_string(type.bits);
    case Kind::address:
    case Kind::contract:
      return "address";
    case Kind::fixed_bytes:
      return "bytes" + std::to_string(type.bits / 8);
    case Kind::enumeration:
      return "enum" + number;
    case Kind::bytes:
    case Kind::string:
      return "bytes";
    case Kind::fixed_array:
      return type_key(*type.element) + "[" + number + "]";
    case Kind::array:
      return type_key(*type.element) + "[]";
    case Kind::mapping:
      return "mapping";
    case Kind::structure:
      break;
  }
  std::string key = "(";
  for (const auto& member : type.members) {
    if (key.size() > 1) key += ",";
    key += type_key(*member.type);
  }
  return key + ")";
}

}  // namespace mozi::front
