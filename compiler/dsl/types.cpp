// How the surface's types and names become those of the tree.
#include <algorithm>

#include "mozi/dsl/encode.hpp"
#include "mozi/dsl/function.hpp"

namespace mozi::dsl {
namespace {

using Kind = ast::Type::Kind;

TypeRef shared(ast::Type type) {
  return std::make_shared<const ast::Type>(std::move(type));
}

}  // namespace

// Reached only outside of constant expressions, where they are ordinary errors.
void Number::overflow() {
  throw Error("the number does not fit 256 bits");
}
void the_number_does_not_fit_the_type() {
  throw Error("the number does not fit its type");
}

TypeRef word_type(Kind kind, unsigned bits) {
  ast::Type type;
  type.kind = kind;
  type.bits = static_cast<uint16_t>(bits);
  return shared(std::move(type));
}

TypeRef nothing_type() {
  static const TypeRef type = word_type(Kind::none, 0);
  return type;
}

TypeRef enum_type(std::string_view qualified_name, size_t members) {
  ast::Type type;
  type.kind = Kind::enumeration;
  type.bits = 8;
  type.name = reflect::author_name(qualified_name);
  type.length = members;
  return shared(std::move(type));
}

TypeRef contract_type(std::string name) {
  ast::Type type;
  type.kind = Kind::contract;
  type.bits = 160;
  type.name = std::move(name);
  return shared(std::move(type));
}

TypeRef array_type(TypeRef element) {
  ast::Type type;
  type.kind = Kind::array;
  type.element = std::move(element);
  return shared(std::move(type));
}

TypeRef fixed_array_type(TypeRef element, uint64_t length) {
  ast::Type type;
  type.kind = Kind::fixed_array;
  type.element = std::move(element);
  type.length = length;
  return shared(std::move(type));
}

TypeRef mapping_type(TypeRef key, TypeRef element) {
  ast::Type type;
  type.kind = Kind::mapping;
  type.key = std::move(key);
  type.element = std::move(element);
  return shared(std::move(type));
}

namespace {

// What C++ keeps for itself and Solidity lets name things.
constexpr std::string_view cpp_words[] = {
    "alignas", "alignof",  "and",       "auto",      "char",     "class",    "concept",
    "double",  "export",   "extern",    "float",     "friend",   "goto",     "inline",
    "int",     "long",     "mutable",   "namespace", "not",      "nullptr",  "operator",
    "or",      "private",  "protected", "public",    "register", "requires", "short",
    "signed",  "sizeof",   "static",    "struct",    "switch",   "template", "this",
    "throw",   "typename", "union",     "unsigned",  "void",     "volatile", "xor"};

/// A parameter that C++ cannot name as the ABI does is written with an underscore: class_,
/// operator_.
std::string abi_parameter_name(std::string_view name) {
  if (!name.ends_with('_')) return std::string(name);
  const auto stem = name.substr(0, name.size() - 1);
  return std::string(std::ranges::find(cpp_words, stem) == std::end(cpp_words) ? name : stem);
}

}  // namespace

std::vector<std::string> parameter_names(std::string_view list) {
  std::vector<std::string> names;
  std::string_view last;  // the last identifier of the parameter being read
  int words = 0;          // those outside of <>; one alone is a type without a name
  int depth = 0;
  size_t i = 0;
  const auto finish = [&] {
    if (!last.empty()) names.push_back(words > 1 ? abi_parameter_name(last) : "");
    last = {};
    words = 0;
  };
  if (!list.empty() && list.front() == '(') list.remove_prefix(1);
  if (!list.empty() && list.back() == ')') list.remove_suffix(1);
  while (i < list.size()) {
    const char c = list[i];
    if (reflect::is_name_character(c)) {
      const size_t begin = i;
      while (i < list.size() && reflect::is_name_character(list[i])) ++i;
      last = list.substr(begin, i - begin);
      const bool is_scoped = begin >= 2 && list.substr(begin - 2, 2) == "::";
      if (depth == 0 && !is_scoped && last != "const") ++words;
      continue;
    }
    if (c == '<' || c == '(') ++depth;
    if (c == '>' || c == ')') --depth;
    if (c == ',' && depth == 0) finish();
    ++i;
  }
  finish();
  return names;
}

void Attributes::add(Attribute attribute) {
  switch (attribute) {
    case Attribute::payable:
      mutability = ast::Mutability::payable;
      return;
    case Attribute::view:
      mutability = ast::Mutability::view;
      return;
    case Attribute::pure_:
      mutability = ast::Mutability::pure;
      return;
    case Attribute::nonreentrant:
      nonreentrant = true;
      return;
    case Attribute::override_:
      overrides = true;
      return;
  }
}

Word signature_hash(std::string_view name, const std::vector<ast::Parameter>& inputs) {
  std::string signature = std::string(name) + "(";
  for (const auto& input : inputs)
    signature += (&input == &inputs.front() ? "" : ",") + ast::abi_name(*input.type);
  return keccak256_word(signature + ")");
}

Word selector_of(std::string_view name, const std::vector<ast::Parameter>& inputs) {
  return signature_hash(name, inputs) >> 224;
}

}  // namespace mozi::dsl
