// Immutables: each is set once in construction, before it is read there.
#include <algorithm>
#include <set>

#include "compiler/front/check.hpp"
#include "compiler/front/walk.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;
using StatementKind = ast::Statement::Kind;

bool writes(const ast::Statement& statement) {
  return statement.kind == StatementKind::set || statement.kind == StatementKind::reset;
}

/// Follows a constructor along its statements, internal calls included.
class Construction {
 public:
  Construction(const ast::Contract& contract, Findings& findings)
      : contract_(contract), findings_(findings) {}

  void run(const ast::Block& body) { walk(body); }

 private:
  /// Branches are taken or not: what they set is possible behind them, but not certain.
  void walk(const ast::Block& block) {
    for (const auto& statement : block) {
      for (size_t i = 0; i < statement->args.size(); ++i) {
        const bool is_target =
            i == 0 && writes(*statement) && statement->args[0]->op == Op::immutable;
        if (statement->args[i] && !is_target) read(*statement->args[i], statement->location);
      }
      if (writes(*statement)) write(*statement);
      for (const auto& inner : statement->blocks) {
        const auto before = certain_;
        walk(inner);
        certain_ = before;
      }
    }
  }

  void read(const ast::Node& expression, const ast::Location& at) {
    for_each_node(expression, [&](const ast::Node& node) {
      if (node.op == Op::immutable && !possible_.contains(node.index))
        findings_.error(at, "immutable " + name(node) +
                                " is read before it is set, so it is zero here; set it first");
      if (node.op == Op::call_internal && open_.insert(node.index).second) {
        walk(contract_.functions[node.index].body);
        open_.erase(node.index);
      }
    });
  }

  void write(const ast::Statement& statement) {
    const auto& place = *statement.args[0];
    if (place.op != Op::immutable) return;
    if (certain_.contains(place.index))
      findings_.error(
          statement.location,
          "immutable " + name(place) + " is set a second time; compute its value in a local first");
    certain_.insert(place.index);
    possible_.insert(place.index);
  }

  [[nodiscard]] const std::string& name(const ast::Node& node) const {
    return contract_.immutables[node.index].name;
  }

  const ast::Contract& contract_;
  Findings& findings_;
  std::set<uint32_t> certain_;
  std::set<uint32_t> possible_;
  std::set<uint32_t> open_;  // functions being followed
};

}  // namespace

void check_immutables(const ast::Contract& contract, Findings& findings) {
  std::set<uint32_t> set_somewhere;
  for (const auto& function : contract.functions) {
    for_each_statement(function.body, [&](const ast::Statement& statement) {
      if (writes(statement) && statement.args[0]->op == Op::immutable)
        set_somewhere.insert(statement.args[0]->index);
    });
    if (function.kind == ast::Function::Kind::constructor)
      Construction(contract, findings).run(function.body);
  }
  for (uint32_t i = 0; i < contract.immutables.size(); ++i) {
    const auto& immutable = contract.immutables[i];
    if (!set_somewhere.contains(i) && immutable.location.line != 0)
      findings.error(immutable.location,
                     "immutable " + immutable.name +
                         " is never set; set it in the constructor: CTOR((...)) { " +
                         immutable.name + " = ...; }");
  }
}

}  // namespace mozi::front
