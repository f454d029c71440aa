// The back end's face: a verified program in, bytecode with its tables out.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/ir.hpp"
#include "mozi/types.hpp"

namespace mozi::codegen {

/// Which source range an instruction of the bytecode comes from.
struct PcEntry {
  uint32_t pc = 0;
  ir::LocationId location = ir::nothing;
  char jump = '-';  // solc's mark: i into a function, o out of one, - neither
  /// Words on the stack before it that are known; nothing if none of them is.
  uint32_t height = ir::nothing;
};

/// Where the value of an author's variable is.
struct VariablePlace {
  enum class Kind : uint8_t {
    stack,          // `at` words above the deepest word that is known
    memory,         // in the word at `at`
    memory_object,  // the same before addresses are chosen: in memory object `at`
    calldata,       // in the 32 bytes at `at`
    constant,       // it is `at`
  };
  ir::VariableId variable = ir::nothing;
  Kind kind = Kind::stack;
  Word at;
  bool operator==(const VariablePlace&) const = default;
};

/// A variable's place before each instruction from pc `from` up to but not at `to`.
struct VariableRange {
  VariablePlace place;
  uint32_t from = 0;
  uint32_t to = 0;
};

/// A jump that ends the call, always or when a check fails.
struct CheckEntry {
  uint32_t pc = 0;  // of the JUMPI or JUMP
  ir::TrapId trap = ir::nothing;
};

/// Where an immutable's 32 bytes stand in the runtime code.
struct ImmutableReference {
  uint32_t immutable = 0;
  uint32_t offset = 0;
};

/// Assembled code of one object.
struct Code {
  Bytes bytes;
  std::vector<PcEntry> pcs;  // one per instruction, ascending
  std::vector<ImmutableReference> immutable_references;
  std::vector<VariableRange> variables;  // by `from`
  std::vector<CheckEntry> checks;        // by pc
  /// Entry pc of each function that was not inlined, by function index; nothing if it is gone.
  std::vector<uint32_t> function_entries;
};

/// What a contract deploys with (init code without arguments) and what it leaves behind.
struct Bytecode {
  Code init;
  Code runtime;
};

struct Options {
  /// How often each instruction is expected to run: weighs gas against bytes of literals.
  unsigned runs = 1000;
};

/// Generates code. The program must verify; codegen itself never fails on a verified program except
/// with a message when a limit of the EVM is exceeded.
Expected<Bytecode> generate(const ir::Program& program, const Options& options = {});

}  // namespace mozi::codegen
