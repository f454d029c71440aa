// The JIT's own small IR: a contract as regions of basic blocks over words in SSA form.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "mozi/host.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::jit {

/// A value of a region: the index of the instruction that makes it.
using ValueId = uint32_t;
inline constexpr ValueId no_value = ~ValueId{0};

/// What an instruction does.
enum class Kind : uint8_t {
  constant,   // `word`
  incoming,   // the word that lay in stack slot `imm` when the region was entered
  phi,        // one of `inputs`, by the predecessor the block was entered from
  at_most,    // args[0], which here is known to be <= args[1], or < if imm is 1
  pure,       // `op` on args
  env,        // `op` of the frame
  effect,     // `op` on args; may fail; makes a word if the opcode does
  gas,        // the gas left
  charge,     // takes imm of gas; out of gas if there is less
  exp_charge  // takes what EXP costs for the exponent args[0]
};

/// One instruction. Words are 256 bits unless `width` or `demanded` tell otherwise.
struct Inst {
  Kind kind = Kind::constant;
  isa::Op op = isa::Op::STOP;
  uint8_t arg_count = 0;
  uint16_t demanded = 256;  // no user looks at bits from this one on
  uint32_t pc = 0;
  int64_t imm = 0;
  std::array<ValueId, 7> args{};
  std::vector<ValueId> inputs;  // phi
  Word word;                    // constant; else the largest value this can have
};

/// The width of the machine words that hold the value: 64, 128 or 256.
constexpr unsigned storage_bits(const Inst& inst) {
  const auto round_up = [](unsigned bits) { return bits <= 64 ? 64u : bits <= 128 ? 128u : 256u; };
  return std::min(round_up(inst.word.bit_width()), round_up(inst.demanded));
}

/// A slot of the operand stack and what has to be written to it before the region is left. Slots
/// count from the stack pointer on entry: -1 is the topmost word then, 0 the first word above it.
struct Spill {
  int32_t slot = 0;
  ValueId value = no_value;
};

/// How control leaves a block.
enum class ExitKind : uint8_t {
  block,      // to the block `target` of this region
  region,     // to the region `target`; the stack is in memory
  interpret,  // the interpreter goes on at pc `target`; the stack is in memory
  dynamic,    // jump to the address in `value`; the stack is in memory
  stop,       // STOP
  effect,     // RETURN, REVERT or SELFDESTRUCT: the last instruction has ended the frame
  fail        // with `status`
};
struct Exit {
  ExitKind kind = ExitKind::stop;
  Status status = Status::running;
  uint32_t target = 0;
  ValueId value = no_value;
  int32_t height = 0;  // in slots from the stack pointer on entry; with spills only
  std::vector<Spill> spills;
};

/// A basic block. With a condition it leaves by `taken` if that is not zero, else by `exit`.
struct Block {
  uint32_t pc = 0;
  std::vector<ValueId> code;    // phis first
  std::vector<uint32_t> preds;  // in the order of phi inputs
  ValueId condition = no_value;
  Exit taken;
  Exit exit;
};

/// A part of a contract that is entered at one place with the stack in memory, and compiled to one
/// function. Blocks are in reverse postorder; the first is the entry.
struct Region {
  uint32_t pc = 0;
  int32_t low = 0;         // the lowest stack slot used
  int32_t high = 0;        // the most slots in use above the entry's stack pointer
  bool is_entry = false;   // of the contract: the stack is empty
  bool is_target = false;  // jumps may enter it
  std::vector<Inst> values;
  std::vector<Block> blocks;
};

/// A contract. The first region is entered at pc 0 with an empty stack.
struct Program {
  std::vector<Region> regions;
  uint64_t cloned_ops = 0;  // opcodes in all blocks, clones counted
};

/// The region as text, one instruction a line.
std::string to_text(const Region& region);

}  // namespace mozi::jit
