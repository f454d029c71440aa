// Discovery: which blocks a contract has, with what stacks they are entered, where they jump to.
#pragma once

#include <vector>

#include "mozi/types.hpp"
#include "vm/isa/code.hpp"
#include "vm/isa/rules.hpp"
#include "vm/jit/ir.hpp"
#include "vm/jit/limits.hpp"

namespace mozi::jit {

/// What is known of a stack word: nothing, that it lies in its slot since the region was entered,
/// or its value. A label is a value that was pushed and may be jumped to.
struct AbstractWord {
  enum class Kind : uint8_t { unknown, below, constant };
  Kind kind = Kind::unknown;
  bool label = false;
  Word value;
  bool operator==(const AbstractWord&) const = default;
};

/// Where a block goes. `target` is an index of a block of the same plan, of a region, or a pc.
struct PlannedExit {
  ExitKind kind = ExitKind::stop;
  Status status = Status::running;
  uint32_t target = 0;
};

/// A block before SSA: opcodes [pc, end) entered with `entry` on the stack, whose first word is in
/// slot `floor`.
struct PlannedBlock {
  uint32_t pc = 0;
  uint32_t end = 0;  // of the opcodes that run; the exit's own opcode is the last of them, if any
  int32_t floor = 0;
  std::vector<AbstractWord> entry;
  bool branches = false;
  PlannedExit taken;  // of a JUMPI whose condition is not known
  PlannedExit exit;
  [[nodiscard]] int32_t height() const { return floor + static_cast<int32_t>(entry.size()); }
};

/// A region before SSA.
struct RegionPlan {
  uint32_t pc = 0;
  int32_t low = 0;
  int32_t high = 0;
  uint32_t ops = 0;
  std::vector<PlannedBlock> blocks;  // the first is the entry
};

/// All regions of `code`, or why it is not compiled.
[[nodiscard]] Expected<std::vector<RegionPlan>> discover(const isa::Code& code,
                                                         const isa::Rules& rules,
                                                         const Limits& limits);

/// Whether a section of gas ends after `op`: what comes before an opcode that others can observe,
/// or that can fail for another reason than gas, must not be paid together with what comes after.
[[nodiscard]] constexpr bool ends_section(isa::Op op) {
  using enum isa::Op;
  if (op == GAS || op == SELFBALANCE) return true;
  if (isa::info(op).kind != isa::OpKind::effect) return false;
  return op != MLOAD && op != MSTORE && op != MSTORE8 && op != KECCAK256 && op != CALLDATALOAD &&
         op != CALLDATACOPY && op != CODECOPY && op != MCOPY;
}

}  // namespace mozi::jit
