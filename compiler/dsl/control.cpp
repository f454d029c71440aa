// The surface's blocks: If, loops, Try, Return.
#include "mozi/dsl/control.hpp"

#include <exception>

namespace mozi::dsl {
namespace {

using ast::Op;
using Kind = ast::Type::Kind;
using StatementKind = ast::Statement::Kind;

bool widens(const ast::Type& from, const ast::Type& to) {
  const bool has_widths =
      from.kind == Kind::unsigned_ || from.kind == Kind::signed_ || from.kind == Kind::fixed_bytes;
  return has_widths && from.kind == to.kind && from.bits < to.bits;
}

bool is_number(const ast::Type& type) {
  return type.kind == Kind::unsigned_ || type.kind == Kind::signed_;
}

std::string described(const ast::Node& node) {
  if (node.type) return display_name(*node.type);
  return node.op == Op::text ? "a text" : "a number";
}

}  // namespace

BlockScope::BlockScope(const char* what, Location at)
    : what_(what), at_(at), exceptions_(std::uncaught_exceptions()) {}

BlockScope::~BlockScope() {
  if (state_ != State::recording) return;
  close();
  if (std::uncaught_exceptions() != exceptions_) return;
  Tracer::current().complain(
      "control left this " + std::string(what_) +
          " block through a C++ return, break or continue; use Return(x), Break or Continue",
      at_);
}

bool BlockScope::once() {
  if (state_ == State::recording) {
    close();
    state_ = State::done;
    return false;
  }
  state_ = State::recording;
  return true;
}

void BlockScope::open(std::shared_ptr<ast::Statement> statement, size_t which) {
  statement_ = std::move(statement);
  Tracer::current().open(statement_->blocks[which]);
}

void BlockScope::close() {
  Tracer::current().close();
}

IfScope::IfScope(Condition condition, Location at) : BlockScope("If", at) {
  open(Tracer::current().add(StatementKind::if_, {condition.node}, at), 0);
}

ElseScope::ElseScope(ElseKind kind, Location at) : BlockScope("Else", at) {
  auto& tracer = Tracer::current();
  auto branch = tracer.open_if();
  if (branch) {
    tracer.take_else(*branch, kind == ElseKind::chained);
  } else {
    tracer.complain("Else without an If right before it", at);
    branch = std::make_shared<ast::Statement>();
    branch->blocks.resize(2);
  }
  open(std::move(branch), 1);
}

LoopScope::LoopScope(const char* what, const LoopMark& mark, Condition condition, Location at)
    : BlockScope(what, at) {
  auto& tracer = Tracer::current();
  if (tracer.statements() != mark.statements)
    tracer.complain(
        "the condition of a loop is evaluated again and again, so it cannot declare "
        "variables; declare them in the body",
        at);
  tracer.reread(mark.places, condition.node);
  open(tracer.add(StatementKind::while_, {condition.node}, at), 0);
}

void BlockScope::begin_try(NodeRef call, Location at) {
  auto& tracer = Tracer::current();
  const auto type = call->type;
  auto statement = tracer.add(StatementKind::try_, {std::move(call)}, at);
  results_ = tracer.locals_of(type, at);
  for (const auto& local : results_) statement->locals.push_back(local->index);
  tracer.expect_catch(statement);
  open(std::move(statement), 0);
}

TryScope<void>::TryScope(Expression<void>&& call, Location at) : BlockScope("Try", at) {
  begin_try(call.node_at(at), at);
}

void break_(Location at) {
  Tracer::current().add(StatementKind::break_, {}, at);
}
void continue_(Location at) {
  Tracer::current().add(StatementKind::continue_, {}, at);
}

NodeRef AnyOperand::open_number(const Number& number, Location at) {
  auto node = make_literal(number.magnitude(), nullptr, at);
  node->index = number.negative() ? 1 : 0;
  return node;
}

NodeRef coerce(const AnyOperand& operand, const TypeRef& type, const std::string& what) {
  const auto& node = operand.node;
  if (node->type && ast::same(*node->type, *type)) return node;
  if (node->type && widens(*node->type, *type))
    return make_node(Op::widen, type, {node}, operand.at, operand.at);
  if (!node->type && node->op == Op::literal && is_number(*type))
    return make_integer(node->number, node->index == 1, type, operand.at);
  if (!node->type && node->op == Op::text &&
      (type->kind == Kind::string || type->kind == Kind::bytes))
    return make_text(node->text, type, operand.at);
  Tracer::current().complain(what + " " + display_name(*type) + ", not " + described(*node),
                             operand.at);
  return nullptr;
}

void Return(std::source_location at) {
  Tracer::current().return_(nullptr, at, at.function_name());
}

void Return(AnyOperand value, std::source_location at) {
  auto& tracer = Tracer::current();
  const auto type = tracer.result_type();
  if (!type || type->kind == Kind::none) {
    tracer.return_(value.node, at, at.function_name());
    return;
  }
  if (auto node = coerce(value, type, "the function returns"))
    tracer.return_(std::move(node), at, at.function_name());
}

}  // namespace mozi::dsl
