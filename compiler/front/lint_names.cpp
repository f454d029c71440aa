// Warnings about locals and parameters: unread ones, those that hide state, copies of state.
#include <algorithm>
#include <set>

#include "compiler/front/lint.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/walk.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;
using ast::Lint;
using StatementKind = ast::Statement::Kind;

/// A copy of a struct is held as s.a and s.b, which need not all be read.
bool is_member(const ast::Local& local) {
  return local.name.find('.') != std::string::npos;
}

std::string first_part(const std::string& name) {
  return name.substr(0, name.find('.'));
}

class NameLinter {
 public:
  explicit NameLinter(const Linted& linted)
      : linted_(linted), function_(linted.function), read_(function_.locals.size()) {
    collect_read(function_.body, read_);
  }

  void run() {
    note_lets();
    lint_parameters();
    lint_locals();
    lint_hidden_state();
    lint_copies();
  }

 private:
  void note_lets() {
    for_each_statement(function_.body, [&](const ast::Statement& statement) {
      if (statement.kind != StatementKind::let || statement.args.empty() || !statement.args[0])
        return;
      const auto& value = *statement.args[0];
      if (value.op == Op::send_value || value.op == Op::call_raw)
        outcomes_.insert(statement.locals.begin(), statement.locals.end());
      if (root_of(value).op == Op::field)
        copies_.insert(statement.locals.begin(), statement.locals.end());
    });
  }

  void lint_parameters() {
    const bool is_external = function_.kind == ast::Function::Kind::external ||
                             function_.kind == ast::Function::Kind::constructor;
    if (!is_external || fills_interface()) return;
    for (size_t i = 0; i < function_.inputs.size(); ++i) {
      const auto& name = function_.inputs[i].name;
      if (read_[i] || name.empty()) continue;
      linted_.warn(function_.location, Lint::unused_parameter,
                   "parameter " + name + " of " + label() +
                       " is never read; remove it, or leave out its name if the ABI needs it");
    }
  }

  /// A function that does nothing, or only says a constant, is there because an interface has it.
  [[nodiscard]] bool fills_interface() const {
    const auto& body = function_.body;
    if (body.empty()) return true;
    const bool returns = body.size() == 1 && body[0]->kind == StatementKind::return_;
    return returns && !body[0]->args.empty() && body[0]->args[0]->op == Op::literal;
  }

  [[nodiscard]] std::string label() const {
    return function_.name.empty() ? "the constructor" : function_.name;
  }

  void lint_locals() {
    for (size_t i = function_.inputs.size(); i < read_.size(); ++i) {
      const auto& local = function_.locals[i];
      // Outcomes of calls are lint_calls' business.
      if (read_[i] || local.name.empty() || is_member(local) || outcomes_.contains(number(i)))
        continue;
      linted_.warn(local.location, Lint::unused_local,
                   "local " + local.name + " is never read; use it or remove it");
    }
  }

  void lint_hidden_state() {
    // A constructor's parameters are named after what they become.
    if (function_.kind == ast::Function::Kind::constructor) return;
    std::set<std::string> seen;
    for (const auto& local : function_.locals) {
      const auto name = first_part(local.name);
      const auto has_name = [&](const auto& field) { return field.name == name; };
      const bool hides = std::ranges::any_of(linted_.contract.fields, has_name) ||
                         std::ranges::any_of(linted_.contract.immutables, has_name);
      if (name.empty() || !hides || !seen.insert(name).second) continue;
      linted_.warn(local.location, Lint::shadowing,
                   name + " hides the state variable of that name in " + label() +
                       "; give one of them another name");
    }
  }

  void lint_copies() {
    for_each_statement(function_.body, [&](const ast::Statement& statement) {
      if (statement.kind != StatementKind::set || statement.args[0]->op != Op::local) return;
      const auto index = statement.args[0]->index;
      const auto& local = function_.locals[index];
      if (index < function_.inputs.size() || read_[index] || !is_member(local)) return;
      const auto name = first_part(local.name);
      const bool is_copy = copies_.contains(index);
      linted_.warn(
          statement.location, Lint::lost_copy,
          name + (is_copy ? " is a copy of state, so this changes no storage; point at it: auto " +
                                name + " = ..."
                          : "'s new value is never read; use it or remove the assignment"));
    });
  }

  static uint32_t number(size_t i) { return static_cast<uint32_t>(i); }

  const Linted& linted_;
  const ast::Function& function_;
  std::vector<bool> read_;
  std::set<uint32_t> outcomes_;
  std::set<uint32_t> copies_;
};

}  // namespace

void lint_names(const Linted& linted) {
  NameLinter(linted).run();
}

}  // namespace mozi::front
