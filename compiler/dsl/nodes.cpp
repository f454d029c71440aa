// How nodes of the tree are made, and how their literals are checked.
#include <algorithm>

#include "mozi/dsl/reflect.hpp"
#include "mozi/dsl/tracer.hpp"

namespace mozi::dsl {
namespace {

using ast::Op;
using Kind = ast::Type::Kind;

bool is_place(Op op) {
  return op == Op::field || op == Op::map_at || op == Op::element || op == Op::member;
}

bool is_checkable(Op op) {
  return op == Op::add || op == Op::sub || op == Op::mul || op == Op::div || op == Op::mod ||
         op == Op::pow || op == Op::neg;
}

bool is_effect(Op op) {
  using enum Op;
  static constexpr Op effects[] = {push,     pop,        call_internal,   call_external,
                                   call_raw, send_value, create_contract, create_code,
                                   raw_log};
  return std::ranges::find(effects, op) != std::end(effects);
}

bool has_reference_type(const TypeRef& type) {
  return type && !ast::is_word(*type) && type->kind != Kind::none;
}

/// A place lies where the thing it is part of lies; other reference values are in memory.
ast::Where where_of(Op op, const TypeRef& type, const std::vector<NodeRef>& kids) {
  if ((is_place(op) || op == Op::slice) && !kids.empty() && kids[0]) return kids[0]->where;
  return has_reference_type(type) ? ast::Where::memory : ast::Where::value;
}

Word max_of_width(unsigned bits) {
  return ~Word{} >> (256 - bits);
}

}  // namespace

NodeRef make_node(Op op, TypeRef type, std::vector<NodeRef> kids, Location begin, Location end) {
  auto node = std::make_shared<ast::Node>();
  node->op = op;
  node->where = where_of(op, type, kids);
  node->type = std::move(type);
  node->kids = std::move(kids);
  node->checked = is_checkable(op) && Tracer::current().checked();
  node->effect = is_effect(op);
  node->begin = begin;
  node->end = end;
  return node;
}

NodeRef make_literal(const Word& number, TypeRef type, Location at) {
  auto node = make_node(Op::literal, std::move(type), {}, at, at);
  node->number = number;
  return node;
}

NodeRef make_integer(const Word& magnitude, bool negative, const TypeRef& type, Location at) {
  const bool is_signed = type->kind == Kind::signed_;
  const auto text = [&] { return (negative ? "-" : "") + to_decimal(magnitude); };
  const Word largest = max_of_width(is_signed ? type->bits - 1u : type->bits);
  const bool fits = negative ? is_signed && magnitude <= largest + Word{1} : magnitude <= largest;
  if (!fits && negative && !is_signed)
    Tracer::current().complain("a " + abi_name(*type) + " is never negative: " + text(), at);
  else if (!fits)
    Tracer::current().complain(text() + " does not fit " + abi_name(*type), at);
  return make_literal(negative ? -magnitude : magnitude, type, at);
}

NodeRef make_text(std::string text, TypeRef type, Location at) {
  auto node = make_node(Op::text, std::move(type), {}, at, at);
  node->text = std::move(text);
  return node;
}

NodeRef whole_of(const std::vector<NodeRef>& members) {
  for (uint32_t i = 0; i < members.size(); ++i) {
    const auto& node = *members[i];
    const bool in_order = node.op == Op::member && node.index == i;
    if (!in_order || node.kids[0] != members[0]->kids[0]) return nullptr;
  }
  if (members.empty()) return nullptr;
  const auto& whole = members[0]->kids[0];
  return whole->type->members.size() == members.size() ? whole : nullptr;
}

NodeRef take_back(const NodeRef& node) {
  if (node->op != Op::tuple) return Tracer::current().retract(node).value;
  if (auto whole = Tracer::current().retract_whole(*node)) return whole;
  for (auto kid = node->kids.rbegin(); kid != node->kids.rend(); ++kid) *kid = take_back(*kid);
  return node;
}

void make_wrapping(ast::Node& node) {
  if (!is_checkable(node.op)) return;
  node.checked = false;
  for (const auto& kid : node.kids) make_wrapping(*kid);
}

namespace reflect {

std::string author_name(std::string_view qualified) {
  std::string name;
  while (!qualified.empty()) {
    const size_t end = std::min(qualified.find("::"), qualified.size());
    const auto part = qualified.substr(0, end);
    qualified.remove_prefix(std::min(end + 2, qualified.size()));
    const bool is_type = part[0] >= 'A' && part[0] <= 'Z';
    if (!is_type && !qualified.empty()) continue;
    if (!name.empty()) name += '.';
    name += part;
  }
  return name;
}

}  // namespace reflect
}  // namespace mozi::dsl
