// Types of the contract's tree: equality, names, and the table of expression ops.
#include "mozi/dsl/ast.hpp"

#include <algorithm>

namespace mozi::dsl::ast {
namespace {

using Kind = Type::Kind;

constexpr OpInfo op_table[] = {
#define AST_OP(name, kids, doc) {#name, kids, doc},
#include "mozi/dsl/ast_ops.def"
#undef AST_OP
};

bool same_or_absent(const TypeRef& a, const TypeRef& b) {
  return a == b || (a && b && same(*a, *b));
}

std::string suffix(const Type& type) {
  return type.kind == Kind::array ? "[]" : "[" + std::to_string(type.length) + "]";
}

std::string word_name(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "bool";
    case Kind::unsigned_:
      return "uint" + std::to_string(type.bits);
    case Kind::signed_:
      return "int" + std::to_string(type.bits);
    case Kind::fixed_bytes:
      return "bytes" + std::to_string(type.bits / 8);
    case Kind::bytes:
      return "bytes";
    case Kind::string:
      return "string";
    case Kind::enumeration:
      return "uint8";
    case Kind::address:
    case Kind::contract:
      return "address";
    case Kind::none:
    case Kind::structure:
    case Kind::fixed_array:
    case Kind::array:
    case Kind::mapping:
      break;
  }
  return "";
}

}  // namespace

const OpInfo& info(Op op) {
  return op_table[static_cast<size_t>(op)];
}

const LintInfo& info(Lint lint) {
  static constexpr LintInfo table[] = {
#define LINT(name, doc) {#name, doc},
#include "mozi/dsl/lints.def"
#undef LINT
  };
  return table[static_cast<size_t>(lint)];
}

bool same(const Type& a, const Type& b) {
  if (&a == &b) return true;
  const auto same_member = [](const Parameter& x, const Parameter& y) {
    return x.name == y.name && same_or_absent(x.type, y.type);
  };
  return a.kind == b.kind && a.bits == b.bits && a.length == b.length && a.name == b.name &&
         same_or_absent(a.element, b.element) && same_or_absent(a.key, b.key) &&
         std::ranges::equal(a.members, b.members, same_member);
}

std::string abi_name(const Type& type) {
  switch (type.kind) {
    case Kind::structure: {
      std::string text = "(";
      for (const auto& member : type.members)
        text += (text.size() > 1 ? "," : "") + abi_name(*member.type);
      return text + ")";
    }
    case Kind::fixed_array:
    case Kind::array:
      return abi_name(*type.element) + suffix(type);
    case Kind::mapping:
      return display_name(type);
    case Kind::none:
    case Kind::boolean:
    case Kind::unsigned_:
    case Kind::signed_:
    case Kind::address:
    case Kind::contract:
    case Kind::fixed_bytes:
    case Kind::enumeration:
    case Kind::bytes:
    case Kind::string:
      break;
  }
  return word_name(type);
}

std::string display_name(const Type& type) {
  switch (type.kind) {
    case Kind::structure:
      return "struct " + type.name;
    case Kind::contract:
      return "contract " + type.name;
    case Kind::enumeration:
      return "enum " + type.name;
    case Kind::fixed_array:
    case Kind::array:
      return display_name(*type.element) + suffix(type);
    case Kind::mapping:
      return "mapping(" + display_name(*type.key) + " => " + display_name(*type.element) + ")";
    case Kind::none:
      return "nothing";
    case Kind::boolean:
    case Kind::unsigned_:
    case Kind::signed_:
    case Kind::address:
    case Kind::fixed_bytes:
    case Kind::bytes:
    case Kind::string:
      break;
  }
  return word_name(type);
}

bool is_word(const Type& type) {
  switch (type.kind) {
    case Kind::boolean:
    case Kind::unsigned_:
    case Kind::signed_:
    case Kind::address:
    case Kind::contract:
    case Kind::fixed_bytes:
    case Kind::enumeration:
      return true;
    case Kind::none:
    case Kind::bytes:
    case Kind::string:
    case Kind::structure:
    case Kind::fixed_array:
    case Kind::array:
    case Kind::mapping:
      break;
  }
  return false;
}

std::string to_string(const Diagnostic& diagnostic) {
  const auto& at = diagnostic.location;
  const bool is_error = diagnostic.severity == Diagnostic::Severity::error;
  return std::string(at.file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) +
         (is_error ? ": error: " : ": warning: ") + diagnostic.message +
         (diagnostic.lint == Lint::none ? ""
                                        : " [" + std::string(info(diagnostic.lint).name) + "]");
}

}  // namespace mozi::dsl::ast
