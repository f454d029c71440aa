// Warnings: what is allowed and yet seldom meant. Only contracts without errors are looked at.
#pragma once

#include <optional>

#include "compiler/front/check.hpp"

namespace mozi::front {

/// All warnings about a contract, without those that functions acknowledge.
void lint(const ast::Contract& contract, const std::vector<Effects>& effects, Findings& findings);

/// Whether the function acknowledges the warning.
bool is_allowed(const ast::Function& function, ast::Lint lint);

/// A function with its contract, and where its warnings go.
struct Linted {
  const ast::Contract& contract;
  const ast::Function& function;
  const Effects& effects;
  Findings& findings;

  /// Warns unless the function acknowledges it.
  void warn(const ast::Location& at, ast::Lint lint, std::string message) const;
};

/// Locals, parameters, shadowing, copies.
void lint_names(const Linted& linted);
/// Comparisons, shifts, quotients, what the environment gives.
void lint_values(const Linted& linted);
/// Calls of other contracts: order, outcomes, targets; loops.
void lint_calls(const Linted& linted);
/// Wei that cannot leave.
void lint_locked_value(const ast::Contract& contract, Findings& findings);

/// The number that a node is whatever the arguments are; nothing if it depends on them.
std::optional<Word> constant_of(const ast::Node& node);

}  // namespace mozi::front
