// What an author may not do: runs all checks of a contract.
#include "compiler/front/check.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "compiler/front/lint.hpp"

namespace mozi::front {

namespace {

using ast::Mutability;

std::string_view name_of(Mutability mutability) {
  switch (mutability) {
    case Mutability::pure:
      return "pure";
    case Mutability::view:
      return "view";
    case Mutability::nonpayable:
      return "nonpayable";
    case Mutability::payable:
      break;
  }
  return "payable";
}

void check_mutability(const ast::Function& function, const Effects& effects, Findings& findings) {
  const bool enters = function.kind != ast::Function::Kind::internal &&
                      function.kind != ast::Function::Kind::receive;
  if (enters && effects.uses_value && function.declared != Mutability::payable)
    findings.error(effects.value_location, "expected a payable function around msg.value; got " +
                                               function.name + ", which refuses value");
  if (!function.declared || *function.declared >= Mutability::nonpayable) return;
  if (effects.level <= *function.declared) return;
  findings.error(effects.location, "expected nothing beyond " +
                                       std::string(name_of(*function.declared)) + " in " +
                                       function.name + ", as declared; this " + effects.reason);
}

}  // namespace

void Findings::error(const ast::Location& at, std::string message) {
  found_.push_back({ast::Diagnostic::Severity::error, at, std::move(message)});
}

void Findings::warn(const ast::Location& at, ast::Lint lint, std::string message) {
  const auto is_same = [&](const ast::Diagnostic& d) {
    return d.lint == lint && d.location.line == at.line && d.location.column == at.column &&
           d.message == message && std::string_view(d.location.file) == at.file;
  };
  if (std::ranges::any_of(found_, is_same)) return;
  found_.push_back({ast::Diagnostic::Severity::warning, at, std::move(message), lint});
}

void Findings::acknowledge(const ast::Function& function, ast::Lint lint) {
  acknowledged_.emplace(&function, lint);
}

bool Findings::is_acknowledged(const ast::Function& function, ast::Lint lint) const {
  return acknowledged_.contains({&function, lint});
}

bool Findings::any_errors() const {
  return std::ranges::any_of(found_, [](const ast::Diagnostic& d) {
    return d.severity == ast::Diagnostic::Severity::error;
  });
}

Diagnostics Findings::take() {
  // A map keeps those of one place in the order of their finding.
  std::multimap<std::tuple<std::string_view, uint32_t, uint32_t>, ast::Diagnostic> sorted;
  for (auto& d : found_)
    sorted.emplace(std::tuple(d.location.file, d.location.line, d.location.column), std::move(d));
  found_.clear();
  Diagnostics result;
  for (auto& [at, d] : sorted) result.push_back(std::move(d));
  return result;
}

Diagnostics check(const ast::Contract& contract, const std::vector<Effects>& effects) {
  Findings findings;
  check_declarations(contract, findings);
  check_calls(contract, findings);
  for (size_t i = 0; i < contract.functions.size(); ++i) {
    check_mutability(contract.functions[i], effects[i], findings);
    check_body(contract.functions[i], findings);
    check_constants(contract.functions[i], findings);
  }
  check_immutables(contract, findings);
  if (!findings.any_errors()) lint(contract, effects, findings);
  return findings.take();
}

}  // namespace mozi::front
