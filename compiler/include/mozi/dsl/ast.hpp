// The tree that a contract's C++ struct builds when it runs: types, expressions, statements,
// declarations.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/word.hpp"

namespace mozi::dsl::ast {

/// A position in the author's source. The file name's storage is static.
struct Location {
  const char* file = "";
  uint32_t line = 0;
  uint32_t column = 0;

  constexpr Location() = default;
  constexpr Location(const char* f, uint32_t l, uint32_t c) : file(f), line(l), column(c) {}
  constexpr Location(const std::source_location& at)  // NOLINT: the usual source of one
      : file(at.file_name()), line(at.line()), column(at.column()) {}
};

struct Type;
using TypeRef = std::shared_ptr<const Type>;

/// A member of a struct, or a parameter of a function, event or error.
struct Parameter {
  std::string name;
  TypeRef type;
  bool indexed = false;  // events only
};

/// A type of the language. Equal types may be different objects; compare with `same`.
struct Type {
  enum class Kind : uint8_t {
    none,  // no value
    boolean,
    unsigned_,  // bits
    signed_,    // bits
    address,
    contract,     // an address with an interface; `name`
    fixed_bytes,  // bits / 8 bytes, left-aligned
    enumeration,  // `name`, `length` members; uint8 in the ABI
    bytes,
    string,
    structure,    // `name`, `members`
    fixed_array,  // `element`, `length`
    array,        // `element`, dynamic length
    mapping,      // `key`, `element`; `name`: what getters call the key, may be empty
  };
  Kind kind = Kind::none;
  uint16_t bits = 0;
  uint64_t length = 0;
  std::string name;
  TypeRef element;
  TypeRef key;
  std::vector<Parameter> members;
};

bool same(const Type& a, const Type& b);
/// The name in ABI signatures: "uint256", "(address,uint16)[]". Requires a type that the ABI has.
std::string abi_name(const Type& type);
/// The name an author reads: "struct FeeSplitter.Split", "mapping(address => uint256)".
std::string display_name(const Type& type);
/// True for types that are one word on the stack.
bool is_word(const Type& type);

/// Where what a node denotes lives.
enum class Where : uint8_t { value, storage, transient, calldata, memory };

enum class Op : uint8_t {
#define AST_OP(name, ...) name,
#include "mozi/dsl/ast_ops.def"
#undef AST_OP
};

struct OpInfo {
  std::string_view name;
  int kids;
  std::string_view doc;
};
const OpInfo& info(Op op);

struct Node;
using NodeRef = std::shared_ptr<Node>;

/// An expression. See ast_ops.def for what each op's fields mean.
struct Node {
  Op op = Op::literal;
  TypeRef type;
  Where where = Where::value;
  bool checked = false;
  bool effect = false;
  uint32_t index = 0;
  Word number;
  std::string text;
  std::vector<NodeRef> kids;
  Location begin;  // of the first operand
  Location end;    // of the last operand (its begin)
};

struct Statement;
using Block = std::vector<std::shared_ptr<Statement>>;

/// A statement. Unused fields stay empty.
struct Statement {
  enum class Kind : uint8_t {
    let,    // locals = args[0] (or zero if there is none); several locals take a struct
            // apart, one for each member (those of a nested struct in its place)
    set,    // place args[0] = args[1]; a local, a field or part of one. `compound`: args[1] is a
            // binary op on args[0] itself (x += v); as in Solidity, v is evaluated first and
            // the place only once
    reset,  // delete: place args[0] = its zero value, whole structs and arrays included
    expression,  // args[0], for its effect
    require,     // args[0] else revert with args[1] (an error node), evaluated only then
    revert,      // with args[0] (an error node), or empty data if there is none
    revert_raw,  // with the bytes args[0] as they are
    assert_,     // args[0] else Panic(panic_code)
    emit,        // event node args[0]
    if_,         // args[0] ? blocks[0] : blocks[1]
    while_,  // while args[0]: blocks[0], then blocks[1] (the step of a For; Continue goes there)
    break_,
    continue_,
    return_,       // args[0] or nothing
    block,         // blocks[0]
    try_,          // external call or creation args[0]; on success locals = its results, blocks[0];
                   // on failure blocks[1], where `caught` (if not nothing) is its revert data
    selfdestruct,  // args[0]: beneficiary
    return_raw,    // ends the call with the bytes args[0] as they are
    stop,          // ends the call without data
    invalid,       // ends the call with all its gas
  };
  Kind kind = Kind::expression;
  std::vector<uint32_t> locals;
  std::vector<NodeRef> args;
  std::vector<Block> blocks;
  uint32_t caught = ~0u;
  bool compound = false;
  uint8_t panic_code = 1;
  Location location;
  /// Plain C++ helper functions that were running, innermost last (for logical frames).
  std::vector<Location> call_sites;
};

/// A local variable or parameter. Parameters come first, in order.
struct Local {
  std::string name;  // empty when the surface could not know it
  TypeRef type;
  Where where = Where::value;
  Location location;
};

/// What a warning is about.
enum class Lint : uint8_t {
#define LINT(name, ...) name,
#include "mozi/dsl/lints.def"
#undef LINT
};
/// A lint's name and what it finds.
struct LintInfo {
  std::string_view name;
  std::string_view doc;
};
const LintInfo& info(Lint lint);

/// A warning that the author acknowledges, and why.
struct Allowance {
  Lint lint = Lint::none;
  std::string reason;
  Location location;
};

enum class Mutability : uint8_t { pure, view, nonpayable, payable };

/// A function of a contract, with its body once traced.
struct Function {
  enum class Kind : uint8_t { external, internal, constructor, receive, fallback };
  Kind kind = Kind::external;
  std::string name;
  std::vector<Parameter> inputs;
  std::vector<Parameter> outputs;  // a struct result of an external function is one tuple output
                                   // unless `spread_outputs`, then its members are the outputs
  bool spread_outputs = false;
  std::optional<Mutability>
      declared;  // as the author wrote it; inferred and checked in compiler/front
  bool nonreentrant = false;
  std::vector<Local> locals;
  Block body;
  std::vector<Allowance> allowed;
  Location location;
};

/// A state variable. Slots follow Solidity's packing rules, in order of declaration.
struct Field {
  std::string name;
  TypeRef type;
  bool is_public = false;
  bool transient = false;
  uint64_t slot = 0;
  uint32_t offset = 0;  // in bytes from the least significant end
  Location location;
};

struct ImmutableField {
  std::string name;
  TypeRef type;
  bool is_public = false;
  Location location;
};

/// An event or an error: "FeePaid(bytes32,address,address,uint256)" hashes to its topic or
/// selector.
struct Signature {
  std::string name;
  std::vector<Parameter> parameters;
  bool anonymous = false;  // events only
  Location location;
};

/// A function of another contract's interface.
struct ExternalFunction {
  std::string interface;
  std::string name;
  std::vector<Parameter> inputs;
  std::vector<Parameter> outputs;
  Mutability mutability = Mutability::nonpayable;
  bool spread_outputs = false;
};

struct PublicConstant {
  std::string name;
  NodeRef value;  // literal or text
  Location location;
};

/// What an author did wrong, in a compiler's format: "file:line:column: error: message".
struct Diagnostic {
  enum class Severity : uint8_t { warning, error };
  Severity severity = Severity::error;
  Location location;
  std::string message;
  Lint lint = Lint::none;
};
std::string to_string(const Diagnostic& diagnostic);

/// A contract, whole.
struct Contract {
  std::string name;
  std::vector<Field> fields;
  std::vector<ImmutableField> immutables;
  std::vector<PublicConstant> constants;  // get a getter like public fields
  std::vector<Function> functions;
  std::vector<Signature> events;
  std::vector<Signature> errors;
  std::vector<ExternalFunction> external_functions;
  /// Contracts that this one creates; their creation code becomes data.
  std::vector<std::shared_ptr<const Contract>> creates;
  /// Index of the error (address target) that calls to a target without code, or with too short
  /// return data, revert with; otherwise they revert with empty data, as Solidity's do.
  std::optional<uint32_t> empty_result_error;
  /// Index of the error () that a nonreentrant function entered twice reverts with.
  std::optional<uint32_t> reentrancy_error;
  std::string documentation;
  Location location;
  std::vector<Diagnostic> diagnostics;
};

/// Whether a dump says which line and column things come from; compilers differ in columns.
enum class Positions : uint8_t { shown, hidden };

/// The tree as readable text, for tests and for eyes.
std::string dump(const Contract& contract, Positions positions = Positions::shown);

}  // namespace mozi::dsl::ast
