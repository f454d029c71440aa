// What an author may not do: everything that is wrong with a contract's tree, found before
// lowering.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/front/front.hpp"
#include "compiler/front/mutability.hpp"

namespace mozi::front {

/// Collects what the checks find.
class Findings {
 public:
  void error(const ast::Location& at, std::string message);
  /// The same message at the same place is one finding, however often code there is inlined.
  void warn(const ast::Location& at, ast::Lint lint, std::string message);
  [[nodiscard]] bool any_errors() const;
  /// Remembers that a function acknowledges a warning that there is.
  void acknowledge(const ast::Function& function, ast::Lint lint);
  [[nodiscard]] bool is_acknowledged(const ast::Function& function, ast::Lint lint) const;
  /// Hands over what was found, in source order.
  Diagnostics take();

 private:
  Diagnostics found_;
  std::set<std::pair<const ast::Function*, ast::Lint>> acknowledged_;
};

/// All checks of a contract. Lowering relies on a contract without errors.
Diagnostics check(const ast::Contract& contract, const std::vector<Effects>& effects);

/// The tree's own rules: operand counts, indices, types. Others may only look at what passed.
void check_tree(const ast::Contract& contract, const ast::Function& function, Findings& findings);
/// Declarations: names, selectors, events, types of what is public.
void check_declarations(const ast::Contract& contract, Findings& findings);
/// Bodies: returns, loops, places, unused locals, code that is never reached.
void check_body(const ast::Function& function, Findings& findings);
/// Calls of internal functions: recursion, and immutables written after construction.
void check_calls(const ast::Contract& contract, Findings& findings);
/// Constants: what divides by zero or overflows whatever the arguments are.
void check_constants(const ast::Function& function, Findings& findings);
/// Immutables: set once, before they are read, and not forgotten.
void check_immutables(const ast::Contract& contract, Findings& findings);

}  // namespace mozi::front
