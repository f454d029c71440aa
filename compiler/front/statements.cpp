// Lowers statements: one after the other, the simple kinds here.
#include "compiler/front/statements.hpp"

#include "compiler/front/calls.hpp"
#include "compiler/front/errors.hpp"
#include "compiler/front/events.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/logic.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

using Statement = ast::Statement;
using StatementKind = Statement::Kind;

const ast::Node* argument(const Statement& statement, size_t i) {
  return i < statement.args.size() ? statement.args[i].get() : nullptr;
}

void lower_expression(Code& code, const Statement& statement) {
  const auto& node = *statement.args[0];
  if (node.op == ast::Op::call_raw) {
    call_raw(code, node, ReturnData::ignored);
  } else {
    eval(code, node);
  }
}

void lower_revert_raw(Code& code, const Statement& statement) {
  const auto span = bytes_span(code, *statement.args[0]);
  code.build.halt(ir::Terminator::Kind::revert, {span.at.id, span.size.id});
}

void lower_return_raw(Code& code, const Statement& statement) {
  const auto span = bytes_span(code, *statement.args[0]);
  code.build.halt(ir::Terminator::Kind::return_, {span.at.id, span.size.id});
}

void lower_return(Code& code, const Statement& statement) {
  std::optional<Val> result;
  if (argument(statement, 0) != nullptr) result = value(code, *statement.args[0]);
  code.context.on_return(std::move(result));
}

void lower_selfdestruct(Code& code, const Statement& statement) {
  const V heir = word(code, *statement.args[0]);
  code.build.halt(ir::Terminator::Kind::selfdestruct, {heir.id});
}

void lower(Code& code, const Statement& statement) {
  switch (statement.kind) {
    case StatementKind::let:
      return lower_let(code, statement);
    case StatementKind::set:
      return lower_set(code, statement);
    case StatementKind::reset:
      return lower_reset(code, statement);
    case StatementKind::expression:
      return lower_expression(code, statement);
    case StatementKind::require:
      return require_or(code, *statement.args[0], true, argument(statement, 1));
    case StatementKind::revert:
      return revert_with(code, argument(statement, 0));
    case StatementKind::revert_raw:
      return lower_revert_raw(code, statement);
    case StatementKind::assert_:
      return ensure_condition(code, *statement.args[0], true, panic_trap(statement.panic_code));
    case StatementKind::emit:
      return emit_event(code, *statement.args[0]);
    case StatementKind::if_:
      return lower_if(code, statement);
    case StatementKind::while_:
      return lower_while(code, statement);
    case StatementKind::break_:
    case StatementKind::continue_:
      return lower_jump_out(code, statement);
    case StatementKind::return_:
      return lower_return(code, statement);
    case StatementKind::block:
      return lower_block(code, statement.blocks[0]);
    case StatementKind::try_:
      return lower_try(code, statement);
    case StatementKind::selfdestruct:
      return lower_selfdestruct(code, statement);
    case StatementKind::return_raw:
      return lower_return_raw(code, statement);
    case StatementKind::stop:
      return code.build.halt(ir::Terminator::Kind::stop);
    case StatementKind::invalid:
      return code.build.halt(ir::Terminator::Kind::invalid);
  }
}

}  // namespace

void lower_block(Code& code, const ast::Block& block) {
  for (const auto& statement : block) {
    if (code.closed()) return;
    code.locate(*statement);
    lower(code, *statement);
  }
}

}  // namespace mozi::front
