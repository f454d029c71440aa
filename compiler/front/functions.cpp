// The bodies of the author's functions: locals, returns, and the reentrancy lock around them.
#include "compiler/front/functions.hpp"

#include <algorithm>

#include "compiler/front/guard.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/signatures.hpp"
#include "compiler/front/statements.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

namespace {

size_t count_returns(const ast::Block& block) {
  size_t count = 0;
  for (const auto& statement : block) {
    if (statement->kind == ast::Statement::Kind::return_) ++count;
    for (const auto& inner : statement->blocks) count += count_returns(inner);
  }
  return count;
}

/// The form in which a function's result is held where several returns meet.
Val result_shape(const ast::Function& function) {
  if (function.outputs.size() == 1 && !function.spread_outputs)
    return shape_of(function.outputs[0].type, Where::value);
  auto all = std::make_shared<Type>();
  all->kind = Kind::structure;
  all->members = function.outputs;
  return shape_of(all, Where::value);
}

Val canonical_result(Code& code, const ast::Function& function, const Val& value) {
  return canonical(code, value, result_shape(function).type, Where::value);
}

std::string scope_name(const ast::Function& function) {
  switch (function.kind) {
    case ast::Function::Kind::constructor:
      return "constructor";
    case ast::Function::Kind::receive:
      return "receive";
    case ast::Function::Kind::fallback:
      return "fallback";
    case ast::Function::Kind::external:
    case ast::Function::Kind::internal:
      break;
  }
  return function.name;
}

void begin(Code& code, const ast::Function& function, std::vector<Val> parameters) {
  auto& context = code.context;
  code.enter_scope(scope_name(function), function.location);
  context.function = &function;
  context.reads.assign(function.locals.size(), false);
  collect_read(function.body, context.reads);
  context.locals.assign(function.locals.size(), {});
  for (size_t i = 0; i < parameters.size(); ++i) {
    const auto& local = function.locals[i];
    for (const auto word : parameters[i].words) code.name(word, local);
    context.locals[i] = std::move(parameters[i]);
  }
  code.locate(function.location);
}

}  // namespace

FunctionShape function_shape(const ast::Function& function) {
  FunctionShape shape;
  for (size_t i = 0; i < function.inputs.size(); ++i)
    shape.parameters += flatten(shape_of(function.locals[i].type, function.locals[i].where)).size();
  if (!function.outputs.empty()) shape.results = flatten(result_shape(function)).size();
  return shape;
}

void lower_internal(Code& code, const ast::Function& function, std::span<const V> words) {
  std::vector<Val> parameters;
  for (size_t i = 0; i < function.inputs.size(); ++i) {
    const auto& local = function.locals[i];
    parameters.push_back(rebuild(shape_of(local.type, local.where), words));
  }
  begin(code, function, std::move(parameters));
  const auto guard = guard_of(code.unit, function);
  enter(code, guard);
  code.context.on_return = [&](std::optional<Val> value) {
    std::vector<V> results;
    if (value) flatten(canonical_result(code, function, *value), results);
    front::leave(code, guard);
    code.build.ret(ids(results));
  };
  lower_block(code, function.body);
  if (!code.closed()) code.context.on_return(std::nullopt);
}

void lower_body(Code& code, const ast::Function& function, std::vector<Val> parameters,
                const Finish& finish) {
  begin(code, function, std::move(parameters));
  const auto guard = guard_of(code.unit, function);
  enter(code, guard);
  const auto leave_with = [&](std::optional<Val> value) {
    front::leave(code, guard);
    finish(std::move(value));
  };
  // A lone return ends the call where it stands; several meet and share the code behind them.
  const bool shared = count_returns(function.body) > 1;
  Join exit(code, "exit");
  code.context.on_return = [&](std::optional<Val> value) {
    if (!shared) return leave_with(std::move(value));
    std::vector<V> words;
    if (value) flatten(canonical_result(code, function, *value), words);
    exit.arrive_with(words);
  };
  lower_block(code, function.body);
  if (!code.closed()) code.context.on_return(std::nullopt);
  if (!exit.enter()) return;
  if (function.outputs.empty()) return leave_with(std::nullopt);
  auto words = exit.extras();
  leave_with(rebuild(result_shape(function), words));
}

}  // namespace mozi::front
