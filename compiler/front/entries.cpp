// What a contract offers to callers: its external functions and the getters of what is public.
#include "compiler/front/entries.hpp"

#include "compiler/front/signatures.hpp"

namespace mozi::front {

namespace {

bool has_keys(const Type& type) {
  return type.kind == Kind::mapping || type.kind == Kind::array || type.kind == Kind::fixed_array;
}

/// A getter's parameters: the keys and indices down to what is neither mapping nor array.
void add_getter(Entry& entry, const TypeRef& whole) {
  TypeRef type = whole;
  while (has_keys(*type)) {
    const bool is_mapping = type->kind == Kind::mapping;
    entry.inputs.push_back({is_mapping ? type->name : "", is_mapping ? type->key : uint_type(256)});
    type = type->element;
  }
  if (type->kind != Kind::structure) {
    entry.outputs.push_back({"", type});
    return;
  }
  for (const auto i : getter_members(*type)) entry.outputs.push_back(type->members[i]);
}

Entry getter(Entry::Kind kind, uint32_t index, const std::string& name, const TypeRef& type,
             const ast::Location& location) {
  Entry entry{.kind = kind,
              .index = index,
              .name = name,
              .inputs = {},
              .outputs = {},
              .location = location};
  add_getter(entry, type);
  entry.selector = selector_of(name, entry.inputs);
  return entry;
}

}  // namespace

std::vector<size_t> getter_members(const Type& structure) {
  std::vector<size_t> indices;
  for (size_t i = 0; i < structure.members.size(); ++i)
    if (!has_keys(*structure.members[i].type)) indices.push_back(i);
  return indices;
}

std::vector<Entry> entries_of(const ast::Contract& contract) {
  std::vector<Entry> entries;
  const auto number = [](size_t i) { return static_cast<uint32_t>(i); };
  for (size_t i = 0; i < contract.functions.size(); ++i) {
    const auto& function = contract.functions[i];
    if (function.kind != ast::Function::Kind::external) continue;
    entries.push_back({Entry::Kind::function, number(i), function.name,
                       selector_of(function.name, function.inputs), function.inputs,
                       function.outputs, function.location});
  }
  for (size_t i = 0; i < contract.fields.size(); ++i) {
    const auto& f = contract.fields[i];
    if (f.is_public)
      entries.push_back(getter(Entry::Kind::field, number(i), f.name, f.type, f.location));
  }
  for (size_t i = 0; i < contract.immutables.size(); ++i) {
    const auto& f = contract.immutables[i];
    if (f.is_public)
      entries.push_back(getter(Entry::Kind::immutable, number(i), f.name, f.type, f.location));
  }
  for (size_t i = 0; i < contract.constants.size(); ++i) {
    const auto& c = contract.constants[i];
    entries.push_back(getter(Entry::Kind::constant, number(i), c.name, c.value->type, c.location));
  }
  return entries;
}

}  // namespace mozi::front
