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
