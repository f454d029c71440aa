// The contract ABI as JSON.
#include "compiler/artifact/abi_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "compiler/front/entries.hpp"
#include "compiler/front/mutability.hpp"
#include "compiler/front/signatures.hpp"

namespace mozi::artifact {
namespace {

namespace ast = dsl::ast;
using Kind = ast::Type::Kind;

constexpr std::string_view mutability_names[] = {"pure", "view", "nonpayable", "payable"};

std::string_view name_of(ast::Mutability mutability) {
  return mutability_names[static_cast<size_t>(mutability)];
}

const ast::Type& innermost(const ast::Type& type) {
  const bool is_array = type.kind == Kind::array || type.kind == Kind::fixed_array;
  return is_array ? innermost(*type.element) : type;
}

/// "[3][]" of an array of arrays; empty for other types.
std::string array_suffix(const ast::Type& type) {
  if (type.kind == Kind::array) return array_suffix(*type.element) + "[]";
  if (type.kind == Kind::fixed_array)
    return array_suffix(*type.element) + fmt::format("[{}]", type.length);
  return {};
}

/// The type as the ABI's JSON names it: a struct is "tuple" there, with its members beside.
std::string json_type_name(const ast::Type& type) {
  const auto& inner = innermost(type);
  return (inner.kind == Kind::structure ? "tuple" : ast::abi_name(inner)) + array_suffix(type);
}

Json parameters_json(const std::vector<ast::Parameter>& parameters, bool in_event = false) {
  Json list = Json::array();
  for (const auto& parameter : parameters) {
    Json object;
    const auto& inner = innermost(*parameter.type);
    if (inner.kind == Kind::structure) object["components"] = parameters_json(inner.members);
    if (in_event) object["indexed"] = parameter.indexed;
    object["internalType"] = ast::display_name(*parameter.type);
    object["name"] = parameter.name;
    object["type"] = json_type_name(*parameter.type);
    list.push_back(std::move(object));
  }
  return list;
}

Json function_json(const front::Entry& entry, ast::Mutability mutability) {
  return {{"inputs", parameters_json(entry.inputs)},
          {"name", entry.name},
          {"outputs", parameters_json(entry.outputs)},
          {"stateMutability", name_of(mutability)},
          {"type", "function"}};
}

/// Constructor, receive and fallback; nothing for functions that have a selector or none at all.
Json unnamed_function_json(const ast::Function& function, ast::Mutability mutability) {
  switch (function.kind) {
    case ast::Function::Kind::constructor:
      return {{"inputs", parameters_json(function.inputs)},
              {"stateMutability",
               name_of(mutability == ast::Mutability::payable ? mutability
                                                              : ast::Mutability::nonpayable)},
              {"type", "constructor"}};
    case ast::Function::Kind::receive:
      return {{"stateMutability", "payable"}, {"type", "receive"}};
    case ast::Function::Kind::fallback:
      return {{"stateMutability",
               name_of(mutability == ast::Mutability::payable ? mutability
                                                              : ast::Mutability::nonpayable)},
              {"type", "fallback"}};
    case ast::Function::Kind::external:
    case ast::Function::Kind::internal:
      return {};
  }
  return {};
}

}  // namespace

Json abi_json(const ast::Contract& contract) {
  std::vector<Json> all;
  const auto effects = front::infer_effects(contract);
  for (const auto& entry : front::entries_of(contract)) {
    const bool is_function = entry.kind == front::Entry::Kind::function;
    const auto mutability =
        is_function ? front::mutability_of(contract.functions[entry.index], effects[entry.index])
                    : ast::Mutability::view;
    all.push_back(function_json(entry, mutability));
  }
  for (size_t i = 0; i < contract.functions.size(); ++i) {
    const auto& function = contract.functions[i];
    auto object = unnamed_function_json(function, front::mutability_of(function, effects[i]));
    if (!object.is_null()) all.push_back(std::move(object));
  }
  for (const auto& event : contract.events)
    all.push_back({{"anonymous", event.anonymous},
                   {"inputs", parameters_json(event.parameters, true)},
                   {"name", event.name},
                   {"type", "event"}});
  for (const auto& error : contract.errors)
    all.push_back(
        {{"inputs", parameters_json(error.parameters)}, {"name", error.name}, {"type", "error"}});
  // solc's order: by type, then by name.
  std::vector<std::tuple<std::string, std::string, size_t>> order;
  for (size_t i = 0; i < all.size(); ++i)
    order.emplace_back(all[i]["type"], all[i].value("name", ""), i);
  std::ranges::sort(order);
  Json abi = Json::array();
  for (const auto& [type, name, index] : order) abi.push_back(std::move(all[index]));
  return abi;
}

Json method_identifiers(const ast::Contract& contract) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& entry : front::entries_of(contract))
    all.emplace_back(front::signature_text(entry.name, entry.inputs),
                     fmt::format("{:08x}", entry.selector));
  std::ranges::sort(all);
  Json object = Json::object();
  for (const auto& [signature, selector] : all) object[signature] = selector;
  return object;
}

}  // namespace mozi::artifact
