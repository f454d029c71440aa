// Try and Catch: a call or creation whose failure this contract handles.
#include "compiler/front/calls.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

void assign_results(Code& code, const ast::Statement& statement, const std::vector<Val>& results) {
  const auto& type = statement.args[0]->type;
  if (statement.locals.empty() || results.empty()) return;
  const bool spread = type->kind == Kind::structure && results.size() == type->members.size() &&
                      !same(*results[0].type, *type);
  assign_locals(code, statement.locals, gather(type, results, spread));
}

}  // namespace

void lower_try(Code& code, const ast::Statement& statement) {
  const auto& node = *statement.args[0];
  const bool is_call = node.op == ast::Op::call_external;
  const auto outcome = is_call ? start_call(code, node) : start_creation(code, node);
  Join succeeded(code, "try_succeeded");
  Join failed(code, "try_failed");
  Join after(code, "after_try");
  code.branch(outcome.ok, succeeded, failed);
  succeeded.enter();
  assign_results(code, statement, results_of(code, outcome));
  lower_block(code, statement.blocks[0]);
  if (!code.closed()) after.arrive();
  failed.enter();
  if (statement.caught != ~0u && code.context.reads[statement.caught])
    assign_locals(code, std::span(&statement.caught, 1), return_data(code));
  if (statement.blocks.size() > 1) lower_block(code, statement.blocks[1]);
  if (!code.closed()) after.arrive();
  after.enter();
}

}  // namespace mozi::front
