// Warnings about calls of other contracts and about loops: order, outcomes, targets, bounds.
#include <algorithm>
#include <map>
#include <set>

#include "compiler/front/lint.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/walk.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;
using ast::Lint;
using ast::Location;
using FunctionKind = ast::Function::Kind;
using StatementKind = ast::Statement::Kind;

bool assigns(const ast::Statement& statement) {
  return statement.kind == StatementKind::set || statement.kind == StatementKind::reset;
}

/// The state variable that the place is part of; nothing for others and for transient ones, which
/// are locks more often than state.
std::optional<uint32_t> stored_field(const ast::Node& place) {
  const auto& root = root_of(place);
  const bool is_stored = root.op == Op::field && root.where == ast::Where::storage;
  return is_stored ? std::optional(root.index) : std::nullopt;
}

/// True for a call that may run anything, this contract included.
bool hands_over(const ast::Contract& contract, const ast::Node& node) {
  if (node.op == Op::call_external)
    return node.text.empty() &&
           contract.external_functions[node.index].mutability > ast::Mutability::view;
  if (node.op == Op::call_raw) return node.text == "call";
  return node.op == Op::send_value;
}

/// Follows a function and what it calls: is state written after control was handed over?
class OrderLinter {
 public:
  explicit OrderLinter(const Linted& linted) : linted_(linted) {}

  void run() {
    const auto& function = linted_.function;
    const bool is_entry = function.kind == FunctionKind::external ||
                          function.kind == FunctionKind::fallback ||
                          function.kind == FunctionKind::receive;
    if (!is_entry || function.nonreentrant || locks(function)) return;
    std::optional<Location> called;
    walk(function.body, called);
  }

 private:
  /// A lock of the author's own: a state variable that is required and then set to a constant.
  static bool locks(const ast::Function& function) {
    std::set<uint32_t> required;
    bool found = false;
    for_each_statement(function.body, [&](const ast::Statement& statement) {
      if (statement.kind == StatementKind::require || statement.kind == StatementKind::if_)
        for_each_node(*statement.args[0], [&](const ast::Node& node) {
          if (node.op == Op::field) required.insert(node.index);
        });
      if (statement.kind != StatementKind::set) return;
      const auto& place = *statement.args[0];
      const bool is_constant = statement.args[1]->op == Op::literal;
      if (place.op == Op::field && is_constant && required.contains(place.index)) found = true;
    });
    return found;
  }

  /// True if control never comes out behind the block.
  static bool leaves(const ast::Block& block) {
    if (block.empty()) return false;
    const auto kind = block.back()->kind;
    return kind == StatementKind::return_ || kind == StatementKind::revert ||
           kind == StatementKind::revert_raw || kind == StatementKind::return_raw;
  }

  void walk(const ast::Block& block, std::optional<Location>& called) {
    for (const auto& statement : block) walk(*statement, called);
  }

  void walk(const ast::Statement& statement, std::optional<Location>& called) {
    for (size_t i = 0; i < statement.args.size(); ++i)
      if (statement.args[i]) walk(*statement.args[i], called);
    if (assigns(statement)) note_write(*statement.args[0], statement.location, called);
    auto after = called;
    for (const auto& inner : statement.blocks) {
      auto branch = called;
      walk(inner, branch);
      // What the last round of a loop called comes before what the next one writes.
      if (statement.kind == StatementKind::while_ && branch && !called) {
        called = branch;
        walk(inner, branch);
      }
      if (branch && !leaves(inner)) after = branch;
    }
    called = after;
  }

  void walk(const ast::Node& node, std::optional<Location>& called) {
    for (const auto& kid : node.kids)
      if (kid) walk(*kid, called);
    if (node.op == Op::push || node.op == Op::pop) note_write(*node.kids[0], node.begin, called);
    if (node.op == Op::call_internal) follow(node, called);
    if (hands_over(linted_.contract, node)) called = node.begin;
  }

  void follow(const ast::Node& node, std::optional<Location>& called) {
    const auto& callee = linted_.contract.functions[node.index];
    // Followed once with and once without a call before it; what it finds is the same each time.
    const auto [known, is_new] = followed_.try_emplace({node.index, called.has_value()});
    if (is_new) {
      auto inside = called;
      if (!is_allowed(callee, Lint::reentrancy) && !callee.nonreentrant) walk(callee.body, inside);
      known->second = inside;
    }
    if (!called) called = known->second;
  }

  void note_write(const ast::Node& place, const Location& at,
                  const std::optional<Location>& called) {
    const auto field = stored_field(place);
    if (!called || !field || !reported_.insert(*field).second) return;
    if (!reported_any_)
      linted_.warn(at, Lint::reentrancy,
                   linted_.contract.fields[*field].name + " is written after the call at line " +
                       std::to_string(called->line) +
                       ", which may call back and meet the old state; write it before the call, or "
                       "make " +
                       label() + " nonreentrant");
    reported_any_ = true;
  }

  [[nodiscard]] std::string label() const {
    return linted_.function.name.empty() ? "this function" : linted_.function.name;
  }

  const Linted& linted_;
  std::map<std::pair<uint32_t, bool>, std::optional<Location>> followed_;
  std::set<uint32_t> reported_;
  bool reported_any_ = false;
};

class CallLinter {
 public:
  explicit CallLinter(const Linted& linted)
      : linted_(linted), function_(linted.function), read_(function_.locals.size()) {
    collect_read(function_.body, read_);
  }

  void run() {
    note_lengths();
    for_each_statement(function_.body, [&](const ast::Statement& statement) {
      if (statement.kind == StatementKind::let) lint_outcome(statement);
      if (statement.kind == StatementKind::while_) lint_loop(statement);
    });
    lint_targets();
  }

 private:
  static const ast::Node* value_of(const ast::Statement& let) {
    return let.args.empty() ? nullptr : let.args[0].get();
  }

  /// Locals that hold the length of a state array.
  void note_lengths() {
    for_each_statement(function_.body, [&](const ast::Statement& statement) {
      if (statement.kind != StatementKind::let || value_of(statement) == nullptr) return;
      const auto& value = *value_of(statement);
      if (value.op != Op::length || statement.locals.size() != 1) return;
      if (const auto field = stored_field(*value.kids[0])) lengths_[statement.locals[0]] = *field;
    });
  }

  void lint_outcome(const ast::Statement& let) {
    const auto* value = value_of(let);
    if (value == nullptr || let.locals.empty() || read_[let.locals[0]]) return;
    if (value->op == Op::send_value)
      linted_.warn(
          let.location, Lint::unchecked_call,
          "whether this transfer succeeded is never looked at: require(ok, TransferFailed())");
    if (value->op == Op::call_raw)
      linted_.warn(
          let.location, Lint::unchecked_call,
          "whether this call succeeded is never looked at: require(result.ok, CallFailed())");
  }

  void lint_loop(const ast::Statement& loop) {
    for_each_node(loop.blocks[0], [&](const ast::Node& node) {
      if (node.op == Op::opcode && static_cast<isa::Op>(node.number.low()) == isa::Op::CALLVALUE)
        linted_.warn(node.begin, Lint::value_in_loop,
                     "msg.value is the same in every round: each spends wei that came once; take "
                     "shares from a local that starts as msg.value");
    });
    if (linted_.effects.level <= ast::Mutability::view) return;
    for_each_node(*loop.args[0], [&](const ast::Node& node) {
      std::optional<uint32_t> field;
      if (node.op == Op::length) field = stored_field(*node.kids[0]);
      if (const auto held = lengths_.find(node.index);
          node.op == Op::local && held != lengths_.end())
        field = held->second;
      if (!field || !grows(*field) || is_bounded(*field) || shrinks(loop, *field)) return;
      const auto& name = linted_.contract.fields[*field].name;
      linted_.warn(
          loop.location, Lint::unbounded_loop,
          "this loop runs once for each element of " + name +
              ", which calls let grow until no block has the gas; work through it in parts");
    });
  }

  /// True if a function that the outside calls appends to the field, which is an array itself.
  [[nodiscard]] bool grows(uint32_t field) const {
    return std::ranges::any_of(linted_.contract.functions, [&](const ast::Function& function) {
      bool found = false;
      for_each_node(function.body, [&](const ast::Node& node) {
        if (node.op == Op::push && stored_field(*node.kids[0]) == field) found = true;
      });
      return found && function.kind != FunctionKind::constructor;
    });
  }

  /// True if the loop takes elements away, as one does that works through them in parts.
  static bool shrinks(const ast::Statement& loop, uint32_t field) {
    bool found = false;
    for_each_node(loop.blocks[0], [&](const ast::Node& node) {
      if (node.op == Op::pop && stored_field(*node.kids[0]) == field) found = true;
    });
    return found;
  }

  /// True if a require compares the field's length, as those do that keep it short.
  [[nodiscard]] bool is_bounded(uint32_t field) const {
    bool bounded = false;
    const auto look = [&](const ast::Node& node) {
      if (node.op < Op::lt || node.op > Op::ge) return;
      for (const auto& kid : node.kids)
        if (kid->op == Op::length && stored_field(*kid->kids[0]) == field) bounded = true;
    };
    for (const auto& function : linted_.contract.functions)
      for_each_statement(function.body, [&](const ast::Statement& statement) {
        if (statement.kind == StatementKind::require) for_each_node(*statement.args[0], look);
      });
    return bounded;
  }

  [[nodiscard]] bool is_outside() const {
    return function_.kind == FunctionKind::external || function_.kind == FunctionKind::fallback;
  }

  /// Parameters that something is asked about before they are called.
  [[nodiscard]] bool is_checked(uint32_t parameter) const {
    bool checked = false;
    const auto asks = [&](const ast::Node& node) {
      for_each_node(node, [&](const ast::Node& n) {
        if (n.op == Op::local && n.index == parameter) checked = true;
      });
    };
    for_each_statement(function_.body, [&](const ast::Statement& statement) {
      using enum StatementKind;
      if (statement.kind == require || statement.kind == if_ || statement.kind == assert_)
        asks(*statement.args[0]);
    });
    // A call of an internal function or modifier with the address may check it.
    for_each_node(function_.body, [&](const ast::Node& node) {
      if (node.op == Op::call_internal) asks(node);
    });
    return checked;
  }

  void lint_targets() {
    if (!is_outside() || asks_for_caller()) return;
    for_each_node(function_.body, [&](const ast::Node& node) {
      const bool delegates =
          node.text == "delegatecall" && (node.op == Op::call_raw || node.op == Op::call_external);
      if (!delegates) return;
      const ast::Node* target = node.kids[0].get();
      while (target->op == Op::reinterpret) target = target->kids[0].get();
      if (target->op != Op::local || target->index >= function_.inputs.size()) return;
      if (is_checked(target->index)) return;
      linted_.warn(
          node.begin, Lint::delegate_target,
          "the caller chooses whose code runs on this contract's state; keep the address in "
          "an immutable, or check it against those that are known");
    });
  }

  /// Whether the function compares msg.sender with anything, as access control does.
  [[nodiscard]] bool asks_for_caller() const {
    bool asks = false;
    for_each_statement(function_.body, [&](const ast::Statement& statement) {
      if (statement.kind != StatementKind::require && statement.kind != StatementKind::if_) return;
      for_each_node(*statement.args[0], [&](const ast::Node& node) {
        if (node.op == Op::opcode && static_cast<isa::Op>(node.number.low()) == isa::Op::CALLER)
          asks = true;
      });
    });
    return asks;
  }

  const Linted& linted_;
  const ast::Function& function_;
  std::vector<bool> read_;
  std::map<uint32_t, uint32_t> lengths_;
};

/// True if the expression can make wei leave the contract.
bool sends(const ast::Node& node) {
  if (node.op == Op::send_value) return true;
  if (node.op == Op::call_raw) return node.text == "delegatecall" || node.kids[1];
  if (node.op == Op::call_external) return node.kids[1] || !node.text.empty();
  if (node.op == Op::create_contract || node.op == Op::create_code) return node.kids[0] != nullptr;
  return node.op == Op::opcode && node.effect;
}

}  // namespace

void lint_calls(const Linted& linted) {
  OrderLinter(linted).run();
  CallLinter(linted).run();
}

void lint_locked_value(const ast::Contract& contract, Findings& findings) {
  const ast::Function* taker = nullptr;
  for (const auto& function : contract.functions) {
    bool sending = false;
    for_each_node(function.body, [&](const ast::Node& node) { sending = sending || sends(node); });
    for_each_statement(function.body, [&](const ast::Statement& statement) {
      sending = sending || statement.kind == StatementKind::selfdestruct;
    });
    if (sending) return;
    const bool takes =
        function.kind == FunctionKind::receive ||
        (function.declared == ast::Mutability::payable && function.kind != FunctionKind::internal);
    if (!takes || taker != nullptr) continue;
    if (is_allowed(function, Lint::locked_value))
      findings.acknowledge(function, Lint::locked_value);
    else
      taker = &function;
  }
  if (taker != nullptr && taker->location.line != 0)
    findings.warn(taker->location, Lint::locked_value,
                  "wei that comes in here never leaves: no function of " + contract.name +
                      " sends any; add one that does, or do not take value");
}

}  // namespace mozi::front
