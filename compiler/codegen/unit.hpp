// What the functions of one object share while their code is generated.
#pragma once

#include <vector>

#include "compiler/codegen/asm.hpp"
#include "compiler/codegen/codegen.hpp"
#include "compiler/codegen/switch_table.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::codegen {

/// Memory at an address of its own, chosen by memory_layout.
struct MemoryObject {
  ir::FunctionId function = 0;
  uint32_t size = 32;
  /// The address of a static_memory instruction; nothing for a slot that lives as long as its
  /// function runs (or, for immutables, as long as the object runs).
  ir::ValueId value = ir::nothing;
  /// The block (in the order of the code) with that instruction: nothing is kept from before it.
  ir::BlockId home = ir::nothing;
  bool whole_run = false;
  uint64_t address = 0;
};

/// What is known of the stack before an instruction.
struct StackState {
  uint32_t height = 0;
  std::vector<VariablePlace> variables;
  bool operator==(const StackState&) const = default;
};

struct Unit {
  const ir::Program& program;
  const ir::Object& object;
  const Code* runtime = nullptr;  // of the init object: what `deploy` returns
  unsigned runs = 0;              // see Options

  Label labels = 0;
  std::vector<Label> function_labels;
  std::vector<uint8_t> returns;    // whether each function ever returns to its caller
  std::vector<Label> trap_labels;  // ir::nothing where a trap is not used
  std::vector<MemoryObject> memory;
  std::vector<MemoryId> immutable_slots;  // of the init object
  std::vector<SwitchTable> tables;
  std::vector<StackState> states;
  bool uses_free_memory = false;  // then word 0x40 is the free-memory pointer

  Unit(const ir::Program& p, const ir::Object& o, const Code* runtime_code, unsigned expected_runs);
  Label fresh_label() { return labels++; }
  Label trap_label(ir::TrapId trap);
  /// The index that push_data knows the runtime code by: behind the object's own segments.
  [[nodiscard]] uint32_t runtime_segment() const {
    return static_cast<uint32_t>(object.data.size());
  }
};

}  // namespace mozi::codegen
