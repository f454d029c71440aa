// sink
// Changes: moves a pure value from a block that branches to the deepest block all its uses lie
// behind. Keeps:   effects, loads; never moves into a loop. Needs:   dead_values.
//   %2 = mul %0, %1; branch %c, ^1 (uses %2), ^2  ->  branch %c, ^1 (%2 = mul %0, %1), ^2
#include <algorithm>
#include <ranges>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

class Sink {
 public:
  explicit Sink(Function& f) : f_(f), cfg_(analyse_cfg(f)), uses_(f.values.size()) {}

  bool run() {
    for (const BlockId b : cfg_.order)
      each_use(f_, f_.blocks[b], [&](ValueId v) { uses_[v].push_back(b); });
    bool changed = false;
    // Users before what they use: a value follows its last user down.
    for (const BlockId b : std::views::reverse(cfg_.order)) {
      if (f_.blocks[b].terminator.edges.size() < 2) continue;
      std::vector<InstId> insts = f_.blocks[b].insts;
      for (const InstId i : std::views::reverse(insts)) changed |= sink_inst(i, b);
    }
    return changed;
  }

 private:
  /// The deepest block that dominates both.
  [[nodiscard]] BlockId meet(BlockId a, BlockId b) const {
    if (a == nothing) return b;
    while (!cfg_.dominates(a, b)) a = cfg_.idom[a];
    return a;
  }

  bool sink_inst(InstId id, BlockId from) {
    const Inst& inst = f_.insts[id];
    if (info(inst.op).effects != pure || inst.op == Op::static_memory) return false;
    BlockId to = nothing;
    for (const BlockId use : uses_[inst.results[0]]) to = meet(to, use);
    while (to != nothing && to != from && cfg_.loop_depth[to] > cfg_.loop_depth[from])
      to = cfg_.idom[to];
    if (to == nothing || to == from || !cfg_.dominates(from, to)) return false;
    std::erase(f_.blocks[from].insts, id);
    std::vector<InstId>& target = f_.blocks[to].insts;
    target.insert(target.begin(), id);
    for (const ValueId v : inst.operands) *std::ranges::find(uses_[v], from) = to;
    return true;
  }

  Function& f_;
  Cfg cfg_;
  std::vector<Few<BlockId>> uses_;  // of each value: the block of each use
};

}  // namespace

bool sink(Function& f) {
  return Sink(f).run();
}

}  // namespace mozi::opt
