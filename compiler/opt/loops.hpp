// Natural loops of a function, and room in front of them.
#pragma once

#include <vector>

#include "compiler/ir/cfg.hpp"
#include "compiler/ir/ir.hpp"

namespace mozi::opt {

/// The blocks from which a header is reached again without leaving through it.
struct Loop {
  ir::BlockId header = ir::nothing;
  std::vector<ir::BlockId> blocks;   // the header included, in the order of the Cfg
  std::vector<ir::BlockId> latches;  // those that lead back to the header
  [[nodiscard]] bool has(ir::BlockId b) const;
};

/// Inner loops before those around them. A cycle with two ways in is no loop.
std::vector<Loop> find_loops(const ir::Cfg& cfg);

/// The block outside that alone leads into the loop, and only there; made if there is none. Blocks
/// and edges of `f` change if one is made. Nothing if the function's entry is the header.
ir::BlockId preheader_of(ir::Function& f, const ir::Cfg& cfg, const Loop& loop);

/// What a loop may write: effects of its instructions, and the places of its plain stores.
struct LoopWrites {
  uint32_t effects = 0;  // of other instructions than sstore and tstore
  std::vector<ir::ValueId> storage;
  std::vector<ir::ValueId> transient;
};
LoopWrites writes_of(const ir::Function& f, const Loop& loop);

}  // namespace mozi::opt
