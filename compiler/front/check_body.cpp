// Bodies: returns, loops, immutables, unused locals, code that is never reached, recursion.
#include <algorithm>

#include "compiler/front/check.hpp"
#include "compiler/front/lint.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;
using StatementKind = ast::Statement::Kind;

bool is_true(const ast::Node& node) {
  return node.op == Op::literal && !node.number.is_zero();
}

bool contains_break(const ast::Block& block) {
  return std::ranges::any_of(block, [](const auto& statement) {
    if (statement->kind == StatementKind::break_) return true;
    if (statement->kind == StatementKind::while_) return false;
    return std::ranges::any_of(statement->blocks, contains_break);
  });
}

bool ends_block(const ast::Block& block);

/// True if control never comes out behind the statement.
bool ends(const ast::Statement& statement) {
  using enum StatementKind;
  switch (statement.kind) {
    case revert:
    case revert_raw:
    case break_:
    case continue_:
    case return_:
    case selfdestruct:
    case return_raw:
    case stop:
    case invalid:
      return true;
    case if_:
    case try_:
      return statement.blocks.size() > 1 && ends_block(statement.blocks[0]) &&
             ends_block(statement.blocks[1]);
    case while_:
      return is_true(*statement.args[0]) && !contains_break(statement.blocks[0]);
    case block:
      return ends_block(statement.blocks[0]);
    case let:
    case set:
    case reset:
    case expression:
    case require:
    case assert_:
    case emit:
      break;
  }
  return false;
}

bool ends_block(const ast::Block& block) {
  return std::ranges::any_of(block, [](const auto& statement) { return ends(*statement); });
}

class BodyChecker {
 public:
  BodyChecker(const ast::Function& function, Findings& findings)
      : function_(function), findings_(findings) {}

  void run() {
    check(function_.body, false);
    if (!function_.outputs.empty() && !ends_block(function_.body))
      findings_.error(function_.location,
                      "expected " + function_.name + " to return a value on every path");
  }

 private:
  void check(const ast::Block& block, bool in_loop) {
    bool ended = false;
    for (const auto& statement : block) {
      if (ended) warn_unreachable(*statement);
      check_statement(*statement, in_loop);
      const bool is_loop = statement->kind == StatementKind::while_;
      for (const auto& inner : statement->blocks) check(inner, in_loop || is_loop);
      ended = ends(*statement);
    }
  }

  void check_statement(const ast::Statement& statement, bool in_loop) {
    using enum StatementKind;
    const bool leaves_loop = statement.kind == break_ || statement.kind == continue_;
    if (leaves_loop && !in_loop)
      findings_.error(statement.location, "expected Break and Continue inside a loop");
    if (statement.kind == return_) check_return(statement);
    if (statement.kind == set || statement.kind == reset) check_place(*statement.args[0]);
    if (statement.kind == set) check_home(statement);
  }

  void check_return(const ast::Statement& statement) {
    const bool has_value = !statement.args.empty() && statement.args[0];
    const auto& outputs = function_.outputs;
    if (has_value != !outputs.empty()) {
      findings_.error(statement.location,
                      outputs.empty() ? "expected no value: " + function_.name + " returns nothing"
                                      : "expected a value to return from " + function_.name);
      return;
    }
    if (!has_value || outputs.size() != 1 || function_.spread_outputs || !statement.args[0]->type)
      return;
    const auto& got = *statement.args[0]->type;
    if (type_key(got) == type_key(*outputs[0].type)) return;
    findings_.error(statement.location, "expected " + display_name(*outputs[0].type) +
                                            " to return from " + function_.name + "; got " +
                                            display_name(got));
  }

  /// A local lives where its first value does. What a choice gives is looked at when it is lowered.
  void check_home(const ast::Statement& statement) {
    const auto& place = *statement.args[0];
    const auto& value = *statement.args[1];
    const bool moves = place.op == Op::local && place.where == ast::Where::calldata &&
                       value.where == ast::Where::memory && value.op != Op::conditional;
    if (!moves) return;
    findings_.error(statement.location,
                    "expected a local of its own in memory: it starts as call data, so it cannot "
                    "take other values later; start it with to_memory(x)");
  }

  void check_place(const ast::Node& place) {
    if (place.where == ast::Where::calldata && place.op != Op::local)
      findings_.error(place.begin, "expected a place that can be written; calldata cannot");
    const bool is_place = place.op == Op::local || place.op == Op::immutable ||
                          place.op == Op::field || place.op == Op::map_at ||
                          place.op == Op::element || place.op == Op::member ||
                          place.op == Op::byte_at || place.op == Op::push;
    if (!is_place)
      findings_.error(place.begin,
                      "expected a place to assign to; got " + std::string(info(place.op).name));
  }

  void warn_unreachable(const ast::Statement& statement) {
    if (is_allowed(function_, ast::Lint::unreachable))
      return findings_.acknowledge(function_, ast::Lint::unreachable);
    findings_.warn(
        statement.location, ast::Lint::unreachable,
        "this is never reached; remove it, or the statement before it that ends the path");
  }

  const ast::Function& function_;
  Findings& findings_;
};

/// Follows internal calls: finds recursion, and immutables written after construction.
class CallGraphChecker {
 public:
  CallGraphChecker(const ast::Contract& contract, Findings& findings)
      : contract_(contract), findings_(findings), done_(contract.functions.size()) {}

  void run() {
    for (size_t i = 0; i < done_.size(); ++i) visit(static_cast<uint32_t>(i));
    // What the constructor alone reaches may write immutables.
    done_.assign(done_.size(), false);
    in_runtime_ = true;
    for (size_t i = 0; i < done_.size(); ++i) {
      const auto kind = contract_.functions[i].kind;
      const bool enters =
          kind != ast::Function::Kind::constructor && kind != ast::Function::Kind::internal;
      if (enters) visit(static_cast<uint32_t>(i));
    }
  }

 private:
  void visit(uint32_t index) {
    if (done_[index]) return;
    const auto again = std::ranges::find(path_, index);
    if (again != path_.end()) return report(again);
    path_.push_back(index);
    walk(contract_.functions[index].body);
    path_.pop_back();
    done_[index] = true;
  }

  void report(std::vector<uint32_t>::iterator from) {
    if (in_runtime_) return;
    std::string cycle;
    for (auto at = from; at != path_.end(); ++at) cycle += contract_.functions[*at].name + " -> ";
    const auto& first = contract_.functions[*from];
    findings_.error(first.location,
                    "expected functions that do not call themselves; got " + cycle + first.name);
  }

  void walk(const ast::Block& block) {
    for (const auto& statement : block) {
      if (in_runtime_) check_immutable(*statement);
      for (const auto& node : statement->args)
        if (node) walk_node(*node);
      for (const auto& inner : statement->blocks) walk(inner);
    }
  }

  void check_immutable(const ast::Statement& statement) {
    const bool writes =
        statement.kind == StatementKind::set || statement.kind == StatementKind::reset;
    if (!writes || statement.args[0]->op != Op::immutable) return;
    const auto& place = *statement.args[0];
    findings_.error(statement.location, "expected immutable " +
                                            contract_.immutables[place.index].name +
                                            " to be written in the constructor only");
  }

  void walk_node(const ast::Node& node) {
    if (node.op == Op::call_internal) visit(node.index);
    for (const auto& kid : node.kids)
      if (kid) walk_node(*kid);
  }

  const ast::Contract& contract_;
  Findings& findings_;
  std::vector<bool> done_;
  std::vector<uint32_t> path_;
  bool in_runtime_ = false;
};

}  // namespace

void check_body(const ast::Function& function, Findings& findings) {
  BodyChecker(function, findings).run();
}

void check_calls(const ast::Contract& contract, Findings& findings) {
  CallGraphChecker(contract, findings).run();
}

}  // namespace mozi::front
