// Places memory objects: static memory, spilled values, immutables of the init code.
#include "compiler/codegen/memory_layout.hpp"

#include <algorithm>

namespace mozi::codegen {
namespace {

constexpr uint64_t scratch_end = 0x40;
constexpr uint64_t free_pointer_end = 0x60;

class MemoryLayout {
 public:
  MemoryLayout(Unit& unit, const std::vector<StackFunction>& functions)
      : unit_(unit), functions_(functions), ends_(functions.size(), 0) {}

  uint64_t run() {
    first_ = unit_.uses_free_memory ? free_pointer_end : scratch_end;
    for (MemoryObject& object : unit_.memory)
      if (object.whole_run) place(object, first_);
    uint64_t end = first_;
    for (const StackFunction& f : functions_) end = std::max(end, place_function(f));
    return end;
  }

 private:
  static void place(MemoryObject& object, uint64_t& at) {
    object.address = at;
    at += (object.size + 31) / 32 * 32;
  }

  /// A function's objects lie above those of all functions that it calls.
  uint64_t place_function(const StackFunction& f) {
    if (ends_[f.id] != 0) return ends_[f.id];
    uint64_t at = first_;
    for (const StackBlock& block : f.blocks)
      for (const Step& step : block.steps)
        if (step.callee != ir::nothing) at = std::max(at, place_function(functions_[step.callee]));
    for (MemoryObject& object : unit_.memory)
      if (!object.whole_run && object.function == f.id) place(object, at);
    return ends_[f.id] = at;
  }

  Unit& unit_;
  const std::vector<StackFunction>& functions_;
  std::vector<uint64_t> ends_;  // by function; 0 while unknown
  uint64_t first_ = 0;
};

}  // namespace

uint64_t lay_out_memory(Unit& unit, const std::vector<StackFunction>& functions) {
  return MemoryLayout(unit, functions).run();
}

}  // namespace mozi::codegen
