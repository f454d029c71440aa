// The tree's own rules: operand counts, indices and types of every expression.
#include <algorithm>

#include "compiler/front/check.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;
using StatementKind = ast::Statement::Kind;

/// Operands that may be missing.
bool is_optional(const ast::Node& node, size_t i) {
  if (node.op == Op::call_external || node.op == Op::call_raw) return i == 1 || i == 2;
  if (node.op == Op::create_contract || node.op == Op::create_code) return i < 2;
  return node.op == Op::push && i == 1;
}

/// The fewest operands of the ops that take any number.
size_t fewest_kids(Op op) {
  if (op == Op::call_raw) return 4;
  if (op == Op::call_external) return 3;
  if (op == Op::create_contract) return 2;
  return op == Op::push || op == Op::raw_log ? 1 : 0;
}

class TreeChecker {
 public:
  TreeChecker(const ast::Contract& contract, const ast::Function& function, Findings& findings)
      : contract_(contract), function_(function), findings_(findings) {}

  void check(const ast::Block& block) {
    for (const auto& statement : block) {
      if (!statement) continue;
      check_statement(*statement);
      for (const auto& inner : statement->blocks) check(inner);
    }
  }

 private:
  bool expect(bool holds, const ast::Location& at, const std::string& message) {
    if (!holds) findings_.error(at, message);
    return holds;
  }

  void check_statement(const ast::Statement& statement) {
    const auto& at = statement.location;
    expect(statement.args.size() >= fewest_args(statement.kind), at,
           "expected more operands of this statement");
    expect(statement.blocks.size() >= fewest_blocks(statement.kind), at,
           "expected a block in this statement");
    for (const auto local : statement.locals)
      expect(local < function_.locals.size(), at, "expected a local of this function");
    expect(statement.caught == ~0u || statement.caught < function_.locals.size(), at,
           "expected a local of this function");
    for (size_t i = 0; i < statement.args.size(); ++i) {
      const auto& node = statement.args[i];
      const bool may_miss = i >= fewest_args(statement.kind);
      if (!node) {
        expect(may_miss, at, "expected an operand; got none");
        continue;
      }
      if (check_node(*node)) check_argument(statement, i, *node);
    }
  }

  void check_argument(const ast::Statement& statement, size_t i, const ast::Node& node) {
    const bool is_revert = statement.kind == StatementKind::revert;
    if (is_revert || (statement.kind == StatementKind::require && i == 1)) {
      expect(node.op == Op::error, node.begin, "expected an error");
    } else if (statement.kind == StatementKind::emit) {
      expect(node.op == Op::event, node.begin, "expected an event");
    } else if (statement.kind == StatementKind::try_) {
      expect(node.op == Op::call_external || node.op == Op::create_contract, node.begin,
             "expected a call of another contract or a creation");
    } else if (takes_condition(statement.kind) && i == 0) {
      expect(node.type->kind == Kind::boolean, node.begin,
             "expected a bool; got " + display_name(*node.type));
    }
  }

  static bool takes_condition(StatementKind kind) {
    return kind == StatementKind::require || kind == StatementKind::assert_ ||
           kind == StatementKind::if_ || kind == StatementKind::while_;
  }

  static size_t fewest_args(StatementKind kind) {
    using enum StatementKind;
    static constexpr StatementKind bare[] = {let,       revert, return_, break_,
                                             continue_, block,  stop,    invalid};
    if (std::ranges::find(bare, kind) != std::end(bare)) return 0;
    return kind == set ? 2 : 1;
  }

  static size_t fewest_blocks(StatementKind kind) {
    using enum StatementKind;
    return kind == if_ || kind == while_ || kind == block || kind == try_ ? 1 : 0;
  }

  bool check_node(const ast::Node& node) {
    const auto& row = info(node.op);
    const size_t count = node.kids.size();
    const bool counted =
        row.kids < 0 ? count >= fewest_kids(node.op) : count == static_cast<size_t>(row.kids);
    if (!expect(counted, node.begin,
                "expected other operands of " + std::string(row.name) + "; got " +
                    std::to_string(count)))
      return false;
    bool good = true;
    for (size_t i = 0; i < count; ++i) {
      if (node.kids[i]) {
        good = check_node(*node.kids[i]) && good;
      } else {
        good = expect(is_optional(node, i), node.begin,
                      "expected operand " + std::to_string(i) + " of " + std::string(row.name)) &&
               good;
      }
    }
    return good && check_index(node) && check_types(node);
  }

  [[nodiscard]] size_t index_limit(const ast::Node& node) const {
    if (node.op == Op::local) return function_.locals.size();
    if (node.op == Op::immutable) return contract_.immutables.size();
    if (node.op == Op::field) return contract_.fields.size();
    if (node.op == Op::call_internal) return contract_.functions.size();
    if (node.op == Op::call_external) return contract_.external_functions.size();
    if (node.op == Op::create_contract || node.op == Op::creation_code)
      return contract_.creates.size();
    if (node.op == Op::event) return contract_.events.size();
    if (node.op == Op::error) return contract_.errors.size();
    if (node.op != Op::member) return ~size_t{0};
    return node.kids[0]->type ? node.kids[0]->type->members.size() : 0;
  }

  bool check_index(const ast::Node& node) {
    const size_t limit = index_limit(node);
    return expect(node.index < limit, node.begin,
                  "expected an index below " + std::to_string(limit) + " in " +
                      std::string(info(node.op).name) + "; got " + std::to_string(node.index));
  }

  bool check_types(const ast::Node& node) {
    const bool needs_type = node.op != Op::event && node.op != Op::error &&
                            node.op != Op::raw_log && node.op != Op::opcode &&
                            node.op != Op::call_internal && node.op != Op::call_external &&
                            node.op != Op::push && node.op != Op::pop;
    if (!expect(node.type || !needs_type, node.begin,
                "expected a type of " + std::string(info(node.op).name)))
      return false;
    if (node.op == Op::tuple)
      return expect(node.kids.size() == node.type->members.size(), node.begin,
                    "expected as many values as " + display_name(*node.type) + " has members");
    return check_arity(node) && check_operands(node);
  }

  bool check_arity(const ast::Node& node) {
    const auto expect_count = [&](size_t wanted, size_t got, const std::string& of) {
      return expect(wanted == got, node.begin,
                    "expected " + std::to_string(wanted) + " arguments of " + of + "; got " +
                        std::to_string(got));
    };
    const size_t count = node.kids.size();
    if (node.op == Op::call_internal) {
      const auto& callee = contract_.functions[node.index];
      return expect_count(callee.inputs.size(), count, callee.name);
    }
    if (node.op == Op::call_external) {
      const auto& callee = contract_.external_functions[node.index];
      return expect_count(callee.inputs.size(), count - 3, callee.name);
    }
    if (node.op == Op::event) {
      const auto& event = contract_.events[node.index];
      return expect_count(event.parameters.size(), count, event.name);
    }
    if (node.op == Op::error) {
      const auto& error = contract_.errors[node.index];
      return expect_count(error.parameters.size(), count, error.name);
    }
    return true;
  }

  static bool is_binary(Op op) {
    return (op >= Op::add && op <= Op::mod) || (op >= Op::bit_and && op <= Op::bit_xor) ||
           (op >= Op::eq && op <= Op::ge);
  }

  bool check_operands(const ast::Node& node) {
    const auto type_of = [&](size_t i) -> const Type& { return *node.kids[i]->type; };
    const auto got = [&](size_t i) { return "; got " + display_name(type_of(i)); };
    if (node.op == Op::map_at)
      return expect(type_of(0).kind == Kind::mapping, node.begin, "expected a mapping" + got(0));
    if (node.op == Op::element)
      return expect(type_of(0).kind == Kind::array || type_of(0).kind == Kind::fixed_array,
                    node.begin, "expected an array" + got(0));
    if (node.op == Op::member)
      return expect(type_of(0).kind == Kind::structure, node.begin, "expected a struct" + got(0));
    if (node.op == Op::push || node.op == Op::pop)
      return expect(has_length(type_of(0)) && node.kids[0]->where == ast::Where::storage,
                    node.begin, "expected an array in storage" + got(0));
    if (!is_binary(node.op)) return true;
    const auto& a = type_of(0);
    const auto& b = type_of(1);
    const bool alike =
        is_word(a) == is_word(b) &&
        (!is_word(a) || (word_bits(a) == word_bits(b) && is_signed(a) == is_signed(b) &&
                         is_left_aligned(a) == is_left_aligned(b)));
    return expect(
        alike, node.begin,
        "expected operands of one type; got " + display_name(a) + " and " + display_name(b));
  }

  const ast::Contract& contract_;
  const ast::Function& function_;
  Findings& findings_;
};

}  // namespace

void check_tree(const ast::Contract& contract, const ast::Function& function, Findings& findings) {
  for (const auto& local : function.locals)
    if (!local.type) findings.error(local.location, "expected a type of local " + local.name);
  if (function.locals.size() < function.inputs.size())
    findings.error(function.location, "expected a local for each parameter of " + function.name);
  TreeChecker(contract, function, findings).check(function.body);
}

}  // namespace mozi::front
