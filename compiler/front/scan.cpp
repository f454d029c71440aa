// Which locals a piece of the tree assigns and reads.
#include "compiler/front/statements.hpp"

namespace mozi::front {

namespace {

using StatementKind = ast::Statement::Kind;

/// The local that a place is, or is a member of.
const ast::Node* local_under(const ast::Node& place) {
  if (place.op == ast::Op::local) return &place;
  if (place.op == ast::Op::member) return local_under(*place.kids[0]);
  return nullptr;
}

void mark_reads(const ast::Node& node, std::vector<bool>& read) {
  if (node.op == ast::Op::local && node.index < read.size()) read[node.index] = true;
  for (const auto& kid : node.kids)
    if (kid) mark_reads(*kid, read);
}

}  // namespace

void collect_assigned(const ast::Block& block, std::set<uint32_t>& assigned) {
  for (const auto& statement : block) {
    assigned.insert(statement->locals.begin(), statement->locals.end());
    if (statement->caught != ~0u) assigned.insert(statement->caught);
    const bool writes =
        statement->kind == StatementKind::set || statement->kind == StatementKind::reset;
    if (writes)
      if (const auto* local = local_under(*statement->args[0])) assigned.insert(local->index);
    for (const auto& inner : statement->blocks) collect_assigned(inner, assigned);
  }
}

void collect_read(const ast::Block& block, std::vector<bool>& read) {
  for (const auto& statement : block) {
    // Assigning a whole local does not read it.
    const bool writes = (statement->kind == StatementKind::set && !statement->compound) ||
                        statement->kind == StatementKind::reset;
    for (size_t i = 0; i < statement->args.size(); ++i) {
      const auto& node = statement->args[i];
      const bool is_target = i == 0 && writes && node && node->op == ast::Op::local;
      if (node && !is_target) mark_reads(*node, read);
    }
    for (const auto& inner : statement->blocks) collect_read(inner, read);
  }
}

}  // namespace mozi::front
