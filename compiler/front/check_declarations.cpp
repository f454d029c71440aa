// Declarations: names, selectors, events, the types of what is public.
#include <algorithm>
#include <map>

#include "compiler/front/check.hpp"
#include "compiler/front/entries.hpp"
#include "compiler/front/signatures.hpp"

namespace mozi::front {

namespace {

using FunctionKind = ast::Function::Kind;

/// Sizes beyond this cannot be paid for; the lowering's 64-bit sums stay exact below it.
constexpr uint64_t largest_size = uint64_t{1} << 32;

bool is_small(const Type& type) {
  if (type.kind == Kind::fixed_array)
    return type.length < largest_size && is_small(*type.element) &&
           type.length * (type.element ? inline_size(*type.element) : 32) < largest_size;
  if (type.kind == Kind::array) return is_small(*type.element);
  return std::ranges::all_of(type.members, [](const auto& m) { return is_small(*m.type); });
}

void check_abi_types(const std::vector<ast::Parameter>& parameters, const ast::Location& at,
                     const std::string& of, Findings& findings) {
  for (const auto& p : parameters) {
    if (contains_mapping(*p.type))
      findings.error(at, "expected a type of the ABI for " + p.name + " of " + of + "; got " +
                             display_name(*p.type));
    if (!is_small(*p.type))
      findings.error(at, "expected a type that fits memory for " + p.name + " of " + of + "; got " +
                             display_name(*p.type));
  }
}

void check_selectors(const ast::Contract& contract, Findings& findings) {
  std::map<uint32_t, std::string> seen;
  for (const auto& entry : entries_of(contract)) {
    const auto text = signature_text(entry.name, entry.inputs);
    const auto [at, fresh] = seen.try_emplace(entry.selector, text);
    if (!fresh)
      findings.error(entry.location, "expected a selector of its own for " + text + "; " +
                                         at->second + " has the same");
  }
}

void check_signatures(const ast::Contract& contract, Findings& findings) {
  for (const auto& event : contract.events) {
    check_abi_types(event.parameters, event.location, event.name, findings);
    const auto indexed = std::ranges::count_if(event.parameters, &ast::Parameter::indexed);
    const auto limit = event.anonymous ? 4 : 3;
    if (indexed > limit)
      findings.error(event.location, "expected at most " + std::to_string(limit) +
                                         " indexed parameters of " + event.name + "; got " +
                                         std::to_string(indexed));
  }
  for (const auto& error : contract.errors)
    check_abi_types(error.parameters, error.location, error.name, findings);
}

/// Events and errors that share a first topic or a selector cannot be told apart by who reads them.
void check_clashes(const ast::Contract& contract, Findings& findings) {
  std::map<Word, std::string> topics;
  for (const auto& event : contract.events) {
    if (event.anonymous) continue;
    const auto text = signature_text(event.name, event.parameters);
    if (!topics.try_emplace(topic_of(event.name, event.parameters), text).second)
      findings.error(event.location, "expected a topic of its own for " + text +
                                         "; another event has the same name and types, but other "
                                         "indexed parameters");
  }
  std::map<uint32_t, std::string> selectors;
  for (const auto& error : contract.errors) {
    const auto text = signature_text(error.name, error.parameters);
    const auto [at, fresh] = selectors.try_emplace(selector_of(error.name, error.parameters), text);
    if (!fresh)
      findings.error(error.location, "expected a selector of its own for error " + text + "; " +
                                         at->second + " has the same");
  }
}

/// Inside of the contract such a name hides the word of the language.
void check_names(const ast::Contract& contract, Findings& findings) {
  static constexpr std::string_view words[] = {
      "msg",       "block",      "tx",           "require",     "revert",     "emit",
      "reset",     "select",     "create",       "concat",      "send_value", "raw_call",
      "keccak256", "abi_encode", "this_address", "zero_address"};
  const auto check = [&](const std::string& name, const ast::Location& at) {
    if (std::ranges::find(words, name) != std::end(words))
      findings.error(at, "expected a name of its own; " + name +
                             " is a word of the language, which this hides");
  };
  for (const auto& field : contract.fields) check(field.name, field.location);
  for (const auto& field : contract.immutables) check(field.name, field.location);
  for (const auto& function : contract.functions)
    if (function.kind == FunctionKind::internal) check(function.name, function.location);
}

void check_special(const ast::Contract& contract, Findings& findings) {
  std::map<FunctionKind, int> count;
  for (const auto& f : contract.functions) {
    if (f.kind == FunctionKind::external || f.kind == FunctionKind::internal) continue;
    if (++count[f.kind] == 2)
      findings.error(f.location, "expected one constructor, receive and fallback each; got two");
    if (f.kind == FunctionKind::receive && (!f.inputs.empty() || !f.outputs.empty()))
      findings.error(f.location, "expected no parameters and no result of receive");
    if (f.kind == FunctionKind::constructor && !f.outputs.empty())
      findings.error(f.location, "expected no result of the constructor");
  }
}

void check_fields(const ast::Contract& contract, Findings& findings) {
  for (const auto& field : contract.fields)
    if (field.transient && !is_word(*field.type))
      findings.error(field.location, "expected a type of one word for transient " + field.name +
                                         "; got " + display_name(*field.type));
  for (const auto& field : contract.immutables)
    if (!is_word(*field.type))
      findings.error(field.location, "expected a type of one word for immutable " + field.name +
                                         "; got " + display_name(*field.type));
  for (const auto& constant : contract.constants)
    if (!constant.value || !constant.value->type ||
        (constant.value->op != ast::Op::literal && constant.value->op != ast::Op::text))
      findings.error(constant.location, "expected a number or text for constant " + constant.name);
}

void check_policies(const ast::Contract& contract, Findings& findings) {
  const auto takes = [&](uint32_t index, size_t count) {
    return index < contract.errors.size() && contract.errors[index].parameters.size() == count;
  };
  if (const auto& error = contract.empty_result_error; error && !takes(*error, 1))
    findings.error(contract.location, "expected an error (address) for empty results");
  if (const auto& error = contract.reentrancy_error; error && !takes(*error, 0))
    findings.error(contract.location, "expected an error without parameters for reentrancy");
}

}  // namespace

void check_declarations(const ast::Contract& contract, Findings& findings) {
  check_selectors(contract, findings);
  check_signatures(contract, findings);
  check_clashes(contract, findings);
  check_names(contract, findings);
  check_special(contract, findings);
  check_fields(contract, findings);
  check_policies(contract, findings);
  for (const auto& f : contract.functions) {
    if (f.kind == FunctionKind::internal) continue;
    const auto name = f.name.empty() ? "this function" : f.name;
    check_abi_types(f.inputs, f.location, name, findings);
    check_abi_types(f.outputs, f.location, name, findings);
  }
}

}  // namespace mozi::front
