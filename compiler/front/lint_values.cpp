// Warnings about expressions: what is always the same, and what the environment is used for.
#include <algorithm>

#include "compiler/front/lint.hpp"
#include "compiler/front/walk.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;
using ast::Lint;
using StatementKind = ast::Statement::Kind;

bool is_opcode(const ast::Node& node, isa::Op op) {
  if (node.op == Op::widen || node.op == Op::truncate || node.op == Op::reinterpret)
    return is_opcode(*node.kids[0], op);
  return node.op == Op::opcode && static_cast<isa::Op>(node.number.low()) == op;
}

/// True if both nodes are the same pure expression.
bool same_value(const ast::Node& a, const ast::Node& b) {
  if (a.op != b.op || a.effect || a.index != b.index || a.number != b.number || a.text != b.text ||
      a.kids.size() != b.kids.size())
    return false;
  if (is_opcode(a, isa::Op::GAS)) return false;
  for (size_t i = 0; i < a.kids.size(); ++i) {
    if (!a.kids[i] || !b.kids[i]) return false;
    if (!same_value(*a.kids[i], *b.kids[i])) return false;
  }
  return true;
}

bool is_comparison(Op op) {
  return op >= Op::eq && op <= Op::ge;
}

/// The largest number that an unsigned expression can be.
std::optional<Word> largest_of(const ast::Node& node) {
  if (node.op == Op::widen && node.kids[0]) return largest_of(*node.kids[0]);
  if (!node.type || node.type->kind != Kind::unsigned_) return std::nullopt;
  return ~Word{} >> (256 - node.type->bits);
}

/// What `x op c` always is for every unsigned x; nothing if x decides.
std::optional<bool> outcome(Op op, const Word& largest, const Word& c) {
  const bool below = c > largest;  // every x is
  if (c.is_zero() && (op == Op::lt || op == Op::ge)) return op == Op::ge;
  if (c >= largest && (op == Op::gt || op == Op::le)) return op == Op::le;
  if (below && (op == Op::lt || op == Op::ge)) return op == Op::lt;
  if (below && (op == Op::eq || op == Op::ne)) return op == Op::ne;
  return std::nullopt;
}

Op mirrored(Op op) {
  if (op == Op::lt) return Op::gt;
  if (op == Op::gt) return Op::lt;
  if (op == Op::le) return Op::ge;
  return op == Op::ge ? Op::le : op;
}

std::optional<bool> outcome_of(const ast::Node& node) {
  const auto& a = *node.kids[0];
  const auto& b = *node.kids[1];
  if (same_value(a, b) && constant_of(a) == std::nullopt)
    return node.op == Op::eq || node.op == Op::le || node.op == Op::ge;
  const auto in_a = constant_of(a);
  const auto in_b = constant_of(b);
  if (in_a && in_b) return std::nullopt;  // the author's own constants, such as a switch
  if (const auto largest = largest_of(a); in_b && largest) return outcome(node.op, *largest, *in_b);
  if (const auto largest = largest_of(b); in_a && largest)
    return outcome(mirrored(node.op), *largest, *in_a);
  return std::nullopt;
}

bool is_variable_length(const ast::NodeRef& node) {
  return node && node->type && !is_word(*node->type) && node->op != Op::text;
}

class ValueLinter {
 public:
  explicit ValueLinter(const Linted& linted) : linted_(linted) {}

  void run() {
    for_each_statement(linted_.function.body, [&](const ast::Statement& statement) {
      lint_statement(statement);
      for (const auto& node : statement.args)
        if (node) for_each_node(*node, [&](const ast::Node& n) { lint_node(n); });
    });
  }

 private:
  void lint_statement(const ast::Statement& statement) {
    if (statement.kind == StatementKind::selfdestruct)
      linted_.warn(statement.location, Lint::selfdestruct,
                   "selfdestruct moves the balance but keeps code and storage (EIP-6780); send the "
                   "balance and disable the contract instead");
    if (statement.kind == StatementKind::set && !statement.compound &&
        same_value(*statement.args[0], *statement.args[1]))
      linted_.warn(statement.location, Lint::self_assignment,
                   "this assigns a value to itself; a parameter may hide a state variable");
  }

  void lint_node(const ast::Node& node) {
    if (is_comparison(node.op)) lint_comparison(node);
    if (node.op == Op::shl || node.op == Op::shr) lint_shift(node);
    if (node.op == Op::mod) lint_remainder(node);
    if (node.op == Op::mul) lint_product(node);
    if (node.op == Op::keccak) lint_hash(node);
  }

  void lint_comparison(const ast::Node& node) {
    const bool is_equality = node.op == Op::eq || node.op == Op::ne;
    const auto involves = [&](isa::Op op) {
      return is_opcode(*node.kids[0], op) || is_opcode(*node.kids[1], op);
    };
    if (is_equality && involves(isa::Op::ORIGIN))
      linted_.warn(node.begin, Lint::tx_origin,
                   "tx.origin is who signed the transaction: any contract that its signer calls "
                   "passes this test; compare msg.sender");
    else if (is_equality && involves(isa::Op::TIMESTAMP))
      linted_.warn(node.begin, Lint::timestamp_equality,
                   "no block need have exactly this timestamp; compare with <= or >=");
    else if (const auto result = outcome_of(node))
      linted_.warn(node.begin, Lint::constant_condition,
                   "this comparison is always " + std::string(*result ? "true" : "false") +
                       ", whatever its operands are; compare what can differ");
  }

  void lint_shift(const ast::Node& node) {
    const auto amount = constant_of(*node.kids[1]);
    if (!amount || !node.type || *amount < Word{node.type->bits}) return;
    const bool keeps_sign = node.op == Op::shr && node.type->kind == Kind::signed_;
    linted_.warn(node.begin, Lint::shift_width,
                 "a shift of " + display_name(*node.type) + " by " + to_decimal(*amount) +
                     " leaves nothing" + (keeps_sign ? " but the sign" : "") +
                     "; shift by less than " + std::to_string(node.type->bits));
  }

  void lint_remainder(const ast::Node& node) {
    const auto& value = *node.kids[0];
    if (is_opcode(value, isa::Op::PREVRANDAO) || is_opcode(value, isa::Op::BLOCKHASH))
      linted_.warn(node.begin, Lint::weak_randomness,
                   "the block's producer influences this number, and everyone in the transaction "
                   "knows it; let a commitment or an oracle decide");
  }

  void lint_product(const ast::Node& node) {
    for (const auto& kid : node.kids)
      if (kid->op == Op::div && !constant_of(*kid))
        linted_.warn(node.begin, Lint::divide_first,
                     "the division drops a remainder before the multiplication; multiply first");
  }

  void lint_hash(const ast::Node& node) {
    const auto& packed = *node.kids[0];
    if (packed.op != Op::abi_packed) return;
    for (size_t i = 0; i + 1 < packed.kids.size(); ++i)
      if (is_variable_length(packed.kids[i]) && is_variable_length(packed.kids[i + 1])) {
        linted_.warn(
            node.begin, Lint::packed_collision,
            "values of variable length side by side have one hash for many splits: (\"a\", "
            "\"bc\") and (\"ab\", \"c\"); use abi_encode");
        return;
      }
  }

  const Linted& linted_;
};

}  // namespace

void lint_values(const Linted& linted) {
  ValueLinter(linted).run();
}

}  // namespace mozi::front
