// Switches as computed jumps: a hash of the value is the address of a stub that compares it.
#pragma once

#include <optional>
#include <vector>

#include "compiler/codegen/asm.hpp"

namespace mozi::codegen {

/// Stub i lies 16 i bytes behind the table's begin and compares with the cases in `slots[i]`, in
/// their order. Anything else goes to the default.
struct SwitchTable {
  Label base = 0;
  Label otherwise = 0;
  bool otherwise_reverts = false;  // the default is a revert without data, three bytes long
  bool modulo = false;             // hash: value mod slots, else (value >> shift) & mask
  unsigned shift = 0;
  std::vector<std::vector<size_t>> slots;
  std::vector<Word> cases;
  std::vector<Label> targets;
};

inline constexpr unsigned stub_size = 16;

/// The hash with the least cost at `runs` executions; nothing if comparing one by one is cheaper.
/// Labels and targets are the caller's to fill in.
std::optional<SwitchTable> find_switch_table(const std::vector<Word>& cases, unsigned runs);

/// From the value on top of the stack, which stays there, to its stub. The last items are
/// push_label of the base, ADD and JUMP; the first two may go if the table begins at pc 0.
AsmList jump_into(const SwitchTable& table);
/// The stubs from `first` on, and behind them what does not fit into one. Begins at pc 0 if
/// `absolute`, where earlier slots are other code.
AsmList stubs_of(const SwitchTable& table, size_t first, bool absolute, Label& next_label);

}  // namespace mozi::codegen
