// Constants: expressions that fail whatever the arguments are.
#include "compiler/front/lint.hpp"
#include "compiler/front/walk.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;

Word largest_of(const Type& type) {
  return ~Word{} >> (256 - type.bits);
}

/// a op b as the mathematics has it; nothing if that is no unsigned word.
std::optional<Word> compute(Op op, const Word& a, const Word& b) {
  std::optional<Word> result;
  if (op == Op::add && a + b >= a) result = a + b;
  if (op == Op::sub && a >= b) result = a - b;
  if (op == Op::mul && (a.is_zero() || (a * b) / a == b)) result = a * b;
  if (op == Op::div && !b.is_zero()) result = a / b;
  if (op == Op::mod && !b.is_zero()) result = a % b;
  return result;
}

bool is_arithmetic(Op op) {
  return op >= Op::add && op <= Op::mod;
}

bool is_unsigned(const ast::Node& node) {
  return node.type && node.type->kind == Kind::unsigned_;
}

std::string_view sign_of(Op op) {
  return op == Op::add ? "+" : op == Op::sub ? "-" : "*";
}

void check_node(const ast::Node& node, Findings& findings) {
  const bool divides = node.op == Op::div || node.op == Op::mod;
  const bool has_two = node.kids.size() == 2 && node.kids[0] && node.kids[1];
  if (!is_arithmetic(node.op) || !has_two) return;
  const auto b = constant_of(*node.kids[1]);
  if (divides && b && b->is_zero())
    return findings.error(node.kids[1]->begin,
                          "division by zero: this always panics; divide by something else");
  if (divides || !is_unsigned(node) || !node.checked) return;
  const auto a = constant_of(*node.kids[0]);
  if (!a || !b) return;
  const auto result = compute(node.op, *a, *b);
  if (result && *result <= largest_of(*node.type)) return;
  findings.error(
      node.begin,
      to_decimal(*a) + " " + std::string(sign_of(node.op)) + " " + to_decimal(*b) +
          " does not fit " + display_name(*node.type) + ": this always panics; " +
          (node.op == Op::sub ? "signed types have negative numbers" : "compute in a wider type"));
}

}  // namespace

std::optional<Word> constant_of(const ast::Node& node) {
  if (node.op == Op::literal) return node.number;
  if (node.op == Op::widen && is_unsigned(node) && node.kids[0]) return constant_of(*node.kids[0]);
  if (!is_arithmetic(node.op) || !is_unsigned(node)) return std::nullopt;
  const auto a = constant_of(*node.kids[0]);
  const auto b = constant_of(*node.kids[1]);
  if (!a || !b) return std::nullopt;
  const auto result = compute(node.op, *a, *b);
  return result && *result <= largest_of(*node.type) ? result : std::nullopt;
}

void check_constants(const ast::Function& function, Findings& findings) {
  for_each_node(function.body, [&](const ast::Node& node) { check_node(node, findings); });
}

}  // namespace mozi::front
