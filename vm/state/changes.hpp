// Diffs written to a world state in a row, which can be taken back and written again.
#pragma once

#include <vector>

#include "vm/state/diff.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::state {

/// What takes `diff` back, once it is applied to `world` as it is before.
[[nodiscard]] StateDiff inverse_of(const StateDiff& diff, const WorldState& world);

/// The changes of a block. Costs memory by what changed, not by the size of the state.
class Changes {
 public:
  /// Writes a diff and remembers it.
  void apply(WorldState& world, StateDiff diff);
  /// Takes all of it back. The world must be as the last apply or redo left it.
  void undo(WorldState& world) const;
  /// Writes all of it again. The world must be as undo left it.
  void redo(WorldState& world) const;

 private:
  struct Step {
    StateDiff forward;
    StateDiff backward;
  };
  std::vector<Step> steps_;
};

}  // namespace mozi::state
