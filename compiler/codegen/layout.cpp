// The order of a function's blocks in the code.
#include "compiler/codegen/layout.hpp"

#include <algorithm>

namespace mozi::codegen {

using namespace ir;

namespace {

class Layout {
 public:
  Layout(const Function& f, const Cfg& cfg, const std::vector<double>& weights)
      : f_(f), cfg_(cfg), weights_(weights), placed_(f.blocks.size()) {}

  std::vector<BlockId> run() {
    place_chain(0);
    for (const bool cold : {false, true})
      for (const BlockId b : cfg_.order)
        if (f_.blocks[b].cold == cold) place_chain(b);
    return std::move(order_);
  }

 private:
  void place_chain(BlockId b) {
    while (b != nothing && placed_[b] == 0) {
      placed_[b] = 1;
      order_.push_back(b);
      b = next_after(b);
    }
  }

  /// The successor that should follow `b`, or nothing.
  BlockId next_after(BlockId b) const {
    BlockId best = nothing;
    const std::vector<Edge>& edges = f_.blocks[b].terminator.edges;
    for (const Edge& e : edges) {
      const BlockId target = entry_of(b, e.target);
      if (placed_[target] != 0 || (f_.blocks[target].cold && !f_.blocks[b].cold)) continue;
      if (edges.size() > 1 && only_jumps_back(target)) continue;
      if (best == nothing || weights_[target] > weights_[best] ||
          (weights_[target] == weights_[best] && !prefers_true(b)))
        best = target;
    }
    return best;
  }

  /// A split edge that closes a loop: the branch can usually jump to the header itself.
  bool only_jumps_back(BlockId b) const {
    const Block& block = f_.blocks[b];
    return block.insts.empty() && block.terminator.kind == Terminator::Kind::jump &&
           placed_[block.terminator.edges[0].target] != 0;
  }

  /// A branch on iszero falls through to its true side without negation.
  bool prefers_true(BlockId b) const {
    const Terminator& t = f_.blocks[b].terminator;
    if (t.kind != Terminator::Kind::branch) return false;
    const Value& condition = f_.values[t.operands[0]];
    return condition.kind == Value::Kind::result && f_.insts[condition.owner].op == Op::iszero;
  }

  /// Entering a loop whose header also leaves it: its body comes first and the header last, so
  /// that an iteration takes one jump.
  BlockId entry_of(BlockId from, BlockId to) const {
    if (cfg_.loop_depth[to] <= cfg_.loop_depth[from] || !is_header(to)) return to;
    const Terminator& t = f_.blocks[to].terminator;
    if (t.kind != Terminator::Kind::branch) return to;
    BlockId body = nothing;
    bool leaves = false;
    for (const Edge& e : t.edges) {
      if (cfg_.loop_depth[e.target] >= cfg_.loop_depth[to])
        body = e.target;
      else
        leaves = true;
    }
    return leaves && body != nothing && body != to && placed_[body] == 0 ? body : to;
  }

  bool is_header(BlockId b) const {
    return std::ranges::any_of(cfg_.predecessors[b],
                               [&](BlockId p) { return cfg_.retreats(p, b); });
  }

  const Function& f_;
  const Cfg& cfg_;
  const std::vector<double>& weights_;
  std::vector<uint8_t> placed_;
  std::vector<BlockId> order_;
};

}  // namespace

namespace {

/// A block that chooses among many is where most paths go.
double ways_on(const Function& f, BlockId b) {
  const Terminator& t = f.blocks[b].terminator;
  return t.kind == Terminator::Kind::switch_ ? static_cast<double>(t.edges.size()) : 1;
}

}  // namespace

std::vector<double> estimate_weights(const Function& f, const Cfg& cfg) {
  constexpr double loop_runs = 8;
  constexpr double cold_share = 1.0 / 64;
  std::vector<double> weights(f.blocks.size());
  weights[0] = 1;
  for (const BlockId b : cfg.order) {
    for (const BlockId p : cfg.predecessors[b]) {
      if (cfg.retreats(p, b)) continue;
      double hot = 0;
      for (const Edge& e : f.blocks[p].terminator.edges)
        hot += f.blocks[e.target].cold ? 0 : ways_on(f, e.target);
      double share = f.blocks[b].cold && hot != 0 ? cold_share : ways_on(f, b) / std::max(hot, 1.0);
      for (uint32_t d = cfg.loop_depth[p]; d < cfg.loop_depth[b]; ++d) share *= loop_runs;
      for (uint32_t d = cfg.loop_depth[b]; d < cfg.loop_depth[p]; ++d) share /= loop_runs;
      weights[b] += weights[p] * share;
    }
  }
  return weights;
}

std::vector<BlockId> lay_out(const Function& f, const Cfg& cfg,
                             const std::vector<double>& weights) {
  return Layout(f, cfg, weights).run();
}

}  // namespace mozi::codegen
