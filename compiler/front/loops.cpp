// If, While and For, Break and Continue.
#include "compiler/front/errors.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/logic.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

using StatementKind = ast::Statement::Kind;

/// The revert that is all a block does.
const ast::Statement* lone_revert(const ast::Block& block) {
  if (block.size() != 1 || block[0]->kind != StatementKind::revert) return nullptr;
  return block[0].get();
}

bool has_else(const ast::Statement& statement) {
  return statement.blocks.size() > 1 && !statement.blocks[1].empty();
}

void lower_branch(Code& code, Join& join, const ast::Block& block, Join& after) {
  if (!join.enter()) return;
  lower_block(code, block);
  if (!code.closed()) after.arrive();
}

}  // namespace

void lower_if(Code& code, const ast::Statement& statement) {
  const auto& condition = *statement.args[0];
  const auto* revert = lone_revert(statement.blocks[0]);
  if (revert != nullptr && !has_else(statement)) {
    const auto* error = revert->args.empty() ? nullptr : revert->args[0].get();
    return require_or(code, condition, false, error);
  }
  Join yes(code, "then");
  Join no(code, "else");
  Join after(code, "after_if");
  branch_on(code, condition, yes, has_else(statement) ? no : after);
  lower_branch(code, yes, statement.blocks[0], after);
  if (has_else(statement)) lower_branch(code, no, statement.blocks[1], after);
  after.enter();
}

void lower_while(Code& code, const ast::Statement& statement) {
  const auto& condition = *statement.args[0];
  std::set<uint32_t> assigned;
  for (const auto& block : statement.blocks) collect_assigned(block, assigned);
  LoopHead body(code, "loop", assigned);
  Join step(code, "step");
  Join after(code, "after_loop");
  // The condition stands before the loop and again at its end: one jump less in each round.
  branch_on(code, condition, body, after);
  if (body.enter()) {
    code.context.loops.push_back({&after, &step});
    lower_block(code, statement.blocks[0]);
    if (!code.closed()) step.arrive();
    code.context.loops.pop_back();
    if (step.enter()) {
      if (statement.blocks.size() > 1) lower_block(code, statement.blocks[1]);
      if (!code.closed()) {
        code.locate(statement);
        branch_on(code, condition, body, after);
      }
    }
  }
  after.enter();
}

void lower_jump_out(Code& code, const ast::Statement& statement) {
  const auto& loop = code.context.loops.back();
  (statement.kind == StatementKind::break_ ? loop.after : loop.step)->arrive();
}

}  // namespace mozi::front
