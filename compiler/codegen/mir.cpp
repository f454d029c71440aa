// What the scheduler needs to know about the control flow: order, cycles, liveness.
#include "compiler/codegen/mir.hpp"

#include <algorithm>
#include <ranges>

namespace mozi::codegen {
namespace {

/// One depth-first walk for the order and (Tarjan) the strongly connected components.
class Walk {
 public:
  Walk(const StackFunction& f, Flow& flow)
      : f_(f), flow_(flow), index_(f.blocks.size(), ir::nothing), low_(f.blocks.size()) {}

  void run() {
    visit(0);
    std::ranges::reverse(flow_.order);
    for (uint32_t i = 0; i < flow_.order.size(); ++i) flow_.position[flow_.order[i]] = i;
  }

 private:
  struct Visit {
    BlockId block;
    size_t next = 0;
  };

  void visit(BlockId root) {
    std::vector<Visit> path;
    const auto enter = [&](BlockId b) {
      index_[b] = low_[b] = count_++;
      open_.push_back(b);
      path.push_back({b});
    };
    enter(root);
    while (!path.empty()) {
      auto& [b, next] = path.back();
      const std::vector<BlockId>& targets = f_.blocks[b].exit.targets;
      if (next < targets.size()) {
        const BlockId target = targets[next++];
        if (index_[target] == ir::nothing)
          enter(target);
        else if (flow_.component[target] == ir::nothing)
          low_[b] = std::min(low_[b], index_[target]);
        continue;
      }
      const BlockId done = b;
      flow_.order.push_back(done);
      if (low_[done] == index_[done]) close(done);
      path.pop_back();
      if (!path.empty()) low_[path.back().block] = std::min(low_[path.back().block], low_[done]);
    }
  }

  void close(BlockId root) {
    const bool alone = open_.back() == root;
    const bool loops =
        std::ranges::find(f_.blocks[root].exit.targets, root) != f_.blocks[root].exit.targets.end();
    for (BlockId b = ir::nothing; b != root;) {
      b = open_.back();
      open_.pop_back();
      flow_.component[b] = root;
      flow_.in_cycle[b] = !alone || loops ? 1 : 0;
    }
  }

  const StackFunction& f_;
  Flow& flow_;
  std::vector<uint32_t> index_;
  std::vector<uint32_t> low_;
  std::vector<BlockId> open_;
  uint32_t count_ = 0;
};

void find_live_values(const StackFunction& f, Flow& flow) {
  const size_t n = f.blocks.size();
  flow.live_in.assign(n, ir::BitSet{f.values.size()});
  flow.live_out.assign(n, ir::BitSet{f.values.size()});
  std::vector<ir::BitSet> defined(n, ir::BitSet{f.values.size()});
  for (BlockId b = 0; b < n; ++b) {
    const auto use = [&](ValueId v) {
      if (!f.values[v].cheap && !defined[b].has(v)) flow.live_in[b].add(v);
    };
    for (const Step& step : f.blocks[b].steps) {
      std::ranges::for_each(step.operands, use);
      for (const ValueId v : step.results) defined[b].add(v);
    }
    std::ranges::for_each(f.blocks[b].exit.arguments, use);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const BlockId b : std::views::reverse(flow.order)) {
      for (const BlockId target : f.blocks[b].exit.targets) {
        ir::BitSet wanted = flow.live_in[target];
        for (const ValueId p : f.blocks[target].parameters) wanted.remove(p);
        changed |= flow.live_out[b].merge(wanted);
      }
      ir::BitSet through = flow.live_out[b];
      defined[b].each([&](uint32_t v) { through.remove(v); });
      changed |= flow.live_in[b].merge(through);
    }
  }
}

}  // namespace

Flow analyse_flow(const StackFunction& f) {
  const size_t n = f.blocks.size();
  Flow flow;
  flow.predecessors.resize(n);
  flow.position.assign(n, ir::nothing);
  flow.component.assign(n, ir::nothing);
  flow.in_cycle.assign(n, 0);
  flow.reaches_ret.assign(n, 0);
  Walk(f, flow).run();
  for (const BlockId b : flow.order)
    for (const BlockId target : f.blocks[b].exit.targets) flow.predecessors[target].push_back(b);
  std::vector<BlockId> work;
  for (const BlockId b : flow.order)
    if (f.blocks[b].exit.kind == Exit::Kind::ret) work.push_back(b);
  while (!work.empty()) {
    const BlockId b = work.back();
    work.pop_back();
    if (flow.reaches_ret[b] != 0) continue;
    flow.reaches_ret[b] = 1;
    work.insert(work.end(), flow.predecessors[b].begin(), flow.predecessors[b].end());
  }
  find_live_values(f, flow);
  return flow;
}

}  // namespace mozi::codegen
