// Visits every statement and every expression of a body, in the order in which they stand.
#pragma once

#include "mozi/dsl/ast.hpp"

namespace mozi::front {

namespace ast = dsl::ast;

/// Calls f(node) for the node and all of its operands, the node first.
template <class F>
void for_each_node(const ast::Node& node, const F& f) {
  f(node);
  for (const auto& kid : node.kids)
    if (kid) for_each_node(*kid, f);
}

/// Calls f(statement) for every statement, those of inner blocks after the one that holds them.
template <class F>
void for_each_statement(const ast::Block& block, const F& f) {
  for (const auto& statement : block) {
    f(*statement);
    for (const auto& inner : statement->blocks) for_each_statement(inner, f);
  }
}

/// Calls f(node) for every expression of a body.
template <class F>
void for_each_node(const ast::Block& block, const F& f) {
  for_each_statement(block, [&](const ast::Statement& statement) {
    for (const auto& node : statement.args)
      if (node) for_each_node(*node, f);
  });
}

/// The node that a place is part of: a field, a local, or what else stands at its root.
inline const ast::Node& root_of(const ast::Node& place) {
  const ast::Node* node = &place;
  const auto is_part = [](ast::Op op) {
    return op == ast::Op::map_at || op == ast::Op::element || op == ast::Op::member ||
           op == ast::Op::byte_at || op == ast::Op::push;
  };
  while (is_part(node->op) && !node->kids.empty() && node->kids[0]) node = node->kids[0].get();
  return *node;
}

}  // namespace mozi::front
