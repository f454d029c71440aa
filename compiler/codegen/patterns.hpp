// The code of each op, given its operands on the stack.
#pragma once

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

/// How to make the result of `inst` anywhere, if it is a cheap value.
std::optional<StackValue> cheap_value(const Unit& unit, const ir::Inst& inst, ir::ValueId result,
                                      ir::FunctionId function);

/// The step for an instruction that is neither cheap nor a call.
Step step_for(Unit& unit, const ir::Inst& inst);
/// True if the step hashes two words, its second operand and its first, in scratch memory.
inline bool hashes_pair(const Step& step) {
  return step.uses_scratch && step.operands.size() == 2;
}
/// The code of such a step where scratch memory holds one of the words, or both, already.
AsmList hash_code(bool has_first, bool has_second);
/// JUMPI to `target` if the operand is not zero.
Step jump_if(ValueId condition, Label target, ir::LocationId location);
/// The chain of comparisons of a switch; runs on to what follows if no case matches.
AsmList switch_code(Unit& unit, const std::vector<Word>& cases, const std::vector<Label>& targets,
                    Label otherwise);
/// Ends the call with `trap`.
AsmList trap_code(const ir::Trap& trap);
/// Where the free-memory pointer stands, and its first value.
inline constexpr uint64_t free_pointer = 0x40;
AsmList free_memory_setup();
/// Returns the runtime code with its immutables filled in.
AsmList deploy_code(const Unit& unit);

/// The gas of code without dynamic costs.
unsigned static_gas(const AsmList& code);

}  // namespace mozi::codegen
