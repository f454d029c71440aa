// Contracts' trees by hand, for tests of single ops: what the DSL's surface builds otherwise.
#pragma once

#include <memory>

#include "mozi/dsl/ast.hpp"

namespace mozi::test {

namespace ast = dsl::ast;
using Kind = ast::Type::Kind;

inline ast::TypeRef make_type(Kind kind, unsigned bits = 0, ast::TypeRef element = nullptr,
                              uint64_t length = 0) {
  auto type = std::make_shared<ast::Type>();
  type->kind = kind;
  type->bits = static_cast<uint16_t>(bits);
  type->element = std::move(element);
  type->length = length;
  return type;
}
inline ast::TypeRef uint_t(unsigned bits) {
  return make_type(Kind::unsigned_, bits);
}
inline ast::TypeRef int_t(unsigned bits) {
  return make_type(Kind::signed_, bits);
}
inline ast::TypeRef bytes_t(unsigned bytes) {
  return make_type(Kind::fixed_bytes, 8 * bytes);
}

inline ast::NodeRef node(ast::Op op, ast::TypeRef type, std::vector<ast::NodeRef> kids = {},
                         bool checked = true) {
  auto made = std::make_shared<ast::Node>();
  made->op = op;
  made->type = std::move(type);
  made->kids = std::move(kids);
  made->checked = checked;
  return made;
}

/// Parameter `index` as an operand.
inline ast::NodeRef parameter(uint32_t index, ast::TypeRef type,
                              ast::Where where = ast::Where::value) {
  auto made = node(ast::Op::local, std::move(type));
  made->index = index;
  made->where = where;
  return made;
}

inline std::shared_ptr<ast::Statement> statement(ast::Statement::Kind kind,
                                                 std::vector<ast::NodeRef> args = {}) {
  auto made = std::make_shared<ast::Statement>();
  made->kind = kind;
  made->args = std::move(args);
  return made;
}

/// An external function of words that returns one expression of its parameters p0, p1, ...
inline ast::Function returning(std::string name, std::vector<ast::TypeRef> inputs,
                               const ast::NodeRef& result) {
  ast::Function function;
  function.name = std::move(name);
  for (size_t i = 0; i < inputs.size(); ++i) {
    const auto parameter_name = "p" + std::to_string(i);
    function.inputs.push_back({parameter_name, inputs[i]});
    function.locals.push_back({parameter_name, inputs[i], ast::Where::value, {}});
  }
  function.outputs.push_back({"", result->type});
  function.body.push_back(statement(ast::Statement::Kind::return_, {result}));
  return function;
}

}  // namespace mozi::test
