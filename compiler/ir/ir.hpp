// The program as data: SSA over EVM words, with block parameters instead of phis.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/types.hpp"
#include "mozi/word.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::ir {

/// What an op reads and writes besides its operands: the edges that keep instructions in order.
enum Effect : uint32_t {
  pure = 0,
  R_MEMORY = 1u << 0,
  W_MEMORY = 1u << 1,
  R_STORAGE = 1u << 2,
  W_STORAGE = 1u << 3,
  R_TRANSIENT = 1u << 4,
  W_TRANSIENT = 1u << 5,
  R_RETURN = 1u << 6,  // return data of the last external call
  W_RETURN = 1u << 7,
  R_WORLD = 1u << 8,  // other accounts, balances
  W_WORLD = 1u << 9,
  W_LOG = 1u << 10,
  R_GAS = 1u << 11,
  R_FREE = 1u << 12,  // the free-memory pointer
  W_FREE = 1u << 13,
  R_IMMUTABLE = 1u << 14,
  W_IMMUTABLE = 1u << 15,
  CHECK = 1u << 16,  // may end the call, which undoes every effect before it
  EVERYTHING = R_MEMORY | W_MEMORY | R_STORAGE | W_STORAGE | R_TRANSIENT | W_TRANSIENT | R_RETURN |
               W_RETURN | R_WORLD | W_WORLD | W_LOG | R_GAS | R_FREE | W_FREE | CHECK,
  INTERNAL_CALL = EVERYTHING | R_IMMUTABLE | W_IMMUTABLE,
  STATIC_CALL = R_MEMORY | W_MEMORY | R_STORAGE | R_TRANSIENT | W_RETURN | R_WORLD | R_GAS,
};

/// The R_ bits of what `effects` may change.
constexpr uint32_t reads_changed_by(uint32_t effects) {
  constexpr uint32_t writes =
      W_MEMORY | W_STORAGE | W_TRANSIENT | W_RETURN | W_WORLD | W_FREE | W_IMMUTABLE;
  static_assert(W_MEMORY == R_MEMORY << 1 && W_IMMUTABLE == R_IMMUTABLE << 1);
  return (effects & writes) >> 1;
}
/// True if an instruction with these effects changes nothing, so that it may be dropped when unused
/// and moved up to what changes something that it reads.
constexpr bool only_reads(uint32_t effects) {
  constexpr uint32_t reads =
      R_MEMORY | R_STORAGE | R_TRANSIENT | R_RETURN | R_WORLD | R_FREE | R_IMMUTABLE;
  return (effects & ~reads) == 0;
}

enum class Op : uint8_t {
#define IR_OP(name, ...) name,
#include "compiler/ir/ops.def"
#undef IR_OP
};

/// What an instruction's `imm` holds: nothing, a word, a size in bytes, or an index.
enum class Imm : uint8_t { none, word, size, function, trap, segment, immutable };

/// One row of ops.def.
struct OpInfo {
  std::string_view name;
  int8_t operands;  // -1: any number
  int8_t results;
  uint32_t effects;
  std::optional<isa::Op> opcode;
  Imm imm;
  std::string_view doc;
};
const OpInfo& info(Op op);
/// Finds an op by its name in ops.def.
std::optional<Op> parse_op(std::string_view name);

/// Indices into the tables below; `nothing` is "no such thing".
using ValueId = uint32_t;
using InstId = uint32_t;
using BlockId = uint32_t;
using FunctionId = uint32_t;
using LocationId = uint32_t;
using TrapId = uint32_t;
using ScopeId = uint32_t;
using VariableId = uint32_t;
inline constexpr uint32_t nothing = ~0u;

/// A short list that rarely leaves the stack.
template <class T>
using Few = boost::container::small_vector<T, 4>;

/// A place in an author's source. Byte offsets are what solc's source maps want.
struct Location {
  uint32_t file = 0;    // index into Program::sources
  uint32_t line = 0;    // from 1; 0 for code that no line asked for
  uint32_t column = 0;  // from 1
  uint32_t begin = 0;   // byte offset
  uint32_t length = 0;
  ScopeId scope = nothing;          // the function that the place is in
  LocationId statement = nothing;   // the statement that it is part of
  LocationId inlined_at = nothing;  // the call that stood where its function's copy stands
  LocationId also = nothing;        // another place of the same code: checks that were merged
  bool operator==(const Location&) const = default;
};

/// An SSA value: a block parameter or a result of an instruction.
struct Value {
  enum class Kind : uint8_t { parameter, result };
  Kind kind = Kind::result;
  uint32_t owner = nothing;       // BlockId or InstId
  uint32_t index = 0;             // which parameter or result
  std::string name;               // the author's name for it, if any
  VariableId variable = nothing;  // the author's variable that it is the value of
};

struct Inst {
  Op op = Op::constant;
  Few<ValueId> operands;
  Few<ValueId> results;
  Word imm;  // the constant, size or index that the op's row speaks of
  LocationId location = nothing;
};

/// A control-flow edge with the arguments for the target's parameters.
struct Edge {
  BlockId target = nothing;
  Few<ValueId> arguments;
};

/// How a block ends.
struct Terminator {
  enum class Kind : uint8_t {
    open,          // under construction; the verifier refuses it
    jump,          // to edges[0]
    branch,        // operands[0] != 0 ? edges[0] : edges[1]
    switch_,       // operands[0] == cases[i] ? edges[i] : edges.back()
    ret,           // from a function, with its results as operands
    stop,          // STOP
    return_,       // RETURN(offset, size)
    revert,        // REVERT(offset, size)
    trap,          // ends the call with trap `trap`
    invalid,       // INVALID
    selfdestruct,  // SELFDESTRUCT(beneficiary)
    deploy,        // init object only: returns the runtime code with its immutables filled in
  };
  Kind kind = Kind::open;
  Few<ValueId> operands;
  std::vector<Word> cases;
  std::vector<Edge> edges;
  TrapId trap = nothing;
  LocationId location = nothing;
};

/// "jump", "switch", "return", ...
std::string_view terminator_name(Terminator::Kind kind);
std::optional<Terminator::Kind> parse_terminator(std::string_view name);

struct Block {
  std::string name;
  std::vector<ValueId> parameters;
  std::vector<InstId> insts;
  Terminator terminator;
  bool cold = false;  // ends in a revert or is rare: laid out of line
};

/// How a failed check ends the call. Equal traps share their code.
struct Trap {
  enum class Kind : uint8_t { empty, panic, error };
  Kind kind = Kind::empty;
  uint8_t panic_code = 0;             // Panic(uint256), numbered as solc does
  std::array<uint8_t, 4> selector{};  // a custom error without arguments
  bool operator==(const Trap&) const = default;
};

/// A function of an object. Block 0 is its entry; the entry's parameters are the function's.
struct Function {
  std::string name;
  uint32_t results = 0;
  bool is_entry = false;  // where the object starts: no parameters, never returns
  std::vector<Value> values;
  std::vector<Inst> insts;
  std::vector<Block> blocks;
  LocationId location = nothing;
};

/// Constant bytes that lie behind the code.
struct DataSegment {
  std::string name;
  Bytes bytes;
};

/// Code that runs as one piece: the init code or the runtime code of a contract.
struct Object {
  std::string name;
  std::vector<Function> functions;
  FunctionId entry = nothing;
  std::vector<DataSegment> data;
  std::vector<Trap> traps;
};

struct Immutable {
  std::string name;
  std::string type;  // the ABI type
};

/// A function as the author sees it, whatever became of it: a frame of a logical call stack.
struct Scope {
  std::string name;
  LocationId location = nothing;
};

/// A local variable or parameter, one word of it if it has several.
struct Variable {
  std::string name;
  std::string type;  // as the author reads it
  ScopeId scope = nothing;
};

/// What a place in storage was hashed from that the code has as a constant.
struct Preimage {
  Bytes bytes;
  Hash hash;
};

struct Source {
  std::string path;  // relative
  std::string text;
};

/// A whole contract: what the front end makes and the back end turns into bytecode.
struct Program {
  std::string name;
  Object init;
  Object runtime;
  std::vector<Immutable> immutables;
  std::vector<Source> sources;
  std::vector<Location> locations;
  std::vector<Scope> scopes;
  std::vector<Variable> variables;
  std::vector<Preimage> preimages;
};

}  // namespace mozi::ir
