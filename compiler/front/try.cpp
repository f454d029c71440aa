// Try and Catch: a call or creation whose failure this contract handles.
#include "compiler/front/calls.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

/// Gives the results to the locals: one each, or the members of the only struct.
void assign_results(Code& code, const ast::Statement& statement, const std::vector<Val>& results) {
  if (statement.locals.empty()) return;
  if (results.size() == statement.locals.size()) {
    for (size_t i = 0; i < results.size(); ++i)
      assign_locals(code, std::span(statement.locals).subspan(i, 1), results[i]);
    return;
  }
  const auto& type = statement.args[0]->type;
  assign_locals(code, statement.locals, gather(type, results, results.size() > 1));
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
