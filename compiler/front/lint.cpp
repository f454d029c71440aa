// Warnings: what is allowed and yet seldom meant.
#include "compiler/front/lint.hpp"

#include <algorithm>

namespace mozi::front {

bool is_allowed(const ast::Function& function, ast::Lint lint) {
  return std::ranges::find(function.allowed, lint, &ast::Allowance::lint) != function.allowed.end();
}

void Linted::warn(const ast::Location& at, ast::Lint lint, std::string message) const {
  if (is_allowed(function, lint)) return findings.acknowledge(function, lint);
  findings.warn(at, lint, std::move(message));
}

namespace {

void lint_allowances(const ast::Function& function, Findings& findings) {
  for (const auto& allowed : function.allowed) {
    // An internal function may speak for those that call it.
    const bool speaks_for_others = function.kind == ast::Function::Kind::internal;
    if (speaks_for_others || findings.is_acknowledged(function, allowed.lint)) continue;
    findings.warn(allowed.location, ast::Lint::unneeded_allow,
                  "there is nothing here to acknowledge as " +
                      std::string(info(allowed.lint).name) + "; remove the allow");
  }
}

}  // namespace

void lint(const ast::Contract& contract, const std::vector<Effects>& effects, Findings& findings) {
  for (size_t i = 0; i < contract.functions.size(); ++i) {
    const Linted linted{contract, contract.functions[i], effects[i], findings};
    lint_names(linted);
    lint_values(linted);
    lint_calls(linted);
  }
  lint_locked_value(contract, findings);
  for (const auto& function : contract.functions) lint_allowances(function, findings);
}

}  // namespace mozi::front
