// Places memory objects: static memory, spilled values, immutables of the init code.
#include "compiler/codegen/memory_layout.hpp"

#include <algorithm>

#include "compiler/codegen/memory_liveness.hpp"
#include "compiler/codegen/patterns.hpp"

namespace mozi::codegen {
namespace {

constexpr uint64_t word = 32;

struct Region {
  uint64_t begin = 0;
  uint64_t end = 0;
  [[nodiscard]] bool overlaps(const Region& other) const {
    return begin < other.end && other.begin < end;
  }
};

constexpr Region scratch{0, 2 * word};

class MemoryLayout {
 public:
  MemoryLayout(Unit& unit, const std::vector<StackFunction>& functions)
      : unit_(unit), functions_(functions), ends_(functions.size()), done_(functions.size()) {}

  uint64_t run() {
    if (unit_.uses_free_memory) reserved_.push_back({free_pointer, free_pointer + word});
    for (MemoryObject& object : unit_.memory)
      if (object.whole_run) reserved_.push_back(place(object, {scratch}));
    uint64_t end = 0;
    for (const Region& r : reserved_) end = std::max(end, r.end);
    for (const StackFunction& f : functions_) end = std::max(end, place_function(f));
    return end;
  }

 private:
  /// The lowest address that keeps the object out of all these regions.
  Region place(MemoryObject& object, std::vector<Region> taken) const {
    taken.insert(taken.end(), reserved_.begin(), reserved_.end());
    const uint64_t size = (object.size + word - 1) / word * word;
    for (uint64_t at = 0;; at += word) {
      const Region region{at, at + size};
      const bool fits =
          std::ranges::none_of(taken, [&](const Region& t) { return t.overlaps(region); });
      if (!fits) continue;
      object.address = at;
      return region;
    }
  }

  /// What `f` and all that it calls may use ends at the result.
  uint64_t place_function(const StackFunction& f) {
    if (done_[f.id] != 0) return ends_[f.id];
    done_[f.id] = 1;
    const MemoryConflicts conflicts = find_memory_conflicts(unit_, f);
    uint64_t end = conflicts.uses_scratch ? scratch.end : 0;
    for (const ir::FunctionId callee : conflicts.callees)
      end = std::max(end, place_function(functions_[callee]));
    std::vector<Region> regions(conflicts.objects.size());
    for (size_t o = 0; o < conflicts.objects.size(); ++o) {
      std::vector<Region> taken;
      if (conflicts.conflicts_scratch[o] != 0) taken.push_back(scratch);
      for (const ir::FunctionId callee : conflicts.calls[o]) taken.push_back({0, ends_[callee]});
      conflicts.conflicts[o].each([&](uint32_t other) {
        if (other < o) taken.push_back(regions[other]);
      });
      regions[o] = place(unit_.memory[conflicts.objects[o]], std::move(taken));
      end = std::max(end, regions[o].end);
    }
    return ends_[f.id] = end;
  }

  Unit& unit_;
  const std::vector<StackFunction>& functions_;
  std::vector<Region> reserved_;
  std::vector<uint64_t> ends_;  // by function
  std::vector<uint8_t> done_;
};

}  // namespace

uint64_t lay_out_memory(Unit& unit, const std::vector<StackFunction>& functions) {
  return MemoryLayout(unit, functions).run();
}

}  // namespace mozi::codegen
