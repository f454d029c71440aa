// When memory objects hold something that will be read.
#pragma once

#include <vector>

#include "compiler/codegen/mir.hpp"
#include "compiler/codegen/unit.hpp"

namespace mozi::codegen {

/// Which objects of a function must keep out of whose way.
struct MemoryConflicts {
  std::vector<MemoryId> objects;      // the function's
  std::vector<ir::BitSet> conflicts;  // by index in `objects`: indices of others
  std::vector<uint8_t> conflicts_scratch;
  std::vector<std::vector<ir::FunctionId>> calls;  // by index: callees that run in its lifetime
  bool uses_scratch = false;
  std::vector<ir::FunctionId> callees;
};
/// An object is alive from its first use on while an address derived from it will be used. One
/// whose address is stored or passed on is alive all the time.
MemoryConflicts find_memory_conflicts(const Unit& unit, const StackFunction& f);

}  // namespace mozi::codegen
