// The shape of a function: predecessors, order, dominators, loops and liveness.
#include "compiler/ir/cfg.hpp"

#include <algorithm>
#include <ranges>

namespace mozi::ir {
namespace {

void number_blocks(const Function& f, Cfg& cfg) {
  std::vector<uint8_t> seen(f.blocks.size());
  std::vector<std::pair<BlockId, size_t>> path{{0, 0}};
  seen[0] = 1;
  while (!path.empty()) {
    auto& [block, next] = path.back();
    const std::vector<Edge>& edges = f.blocks[block].terminator.edges;
    if (next == edges.size()) {
      cfg.order.push_back(block);
      path.pop_back();
      continue;
    }
    // The last edge first, so that the order keeps the first one nearest.
    const BlockId target = edges[edges.size() - 1 - next++].target;
    if (seen[target] == 0) {
      seen[target] = 1;
      path.emplace_back(target, 0);
    }
  }
  std::ranges::reverse(cfg.order);
  for (uint32_t i = 0; i < cfg.order.size(); ++i) cfg.position[cfg.order[i]] = i;
}

// Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm".
void find_dominators(Cfg& cfg) {
  const auto meet = [&](BlockId a, BlockId b) {
    while (a != b) {
      while (cfg.position[a] > cfg.position[b]) a = cfg.idom[a];
      while (cfg.position[b] > cfg.position[a]) b = cfg.idom[b];
    }
    return a;
  };
  const BlockId entry = cfg.order[0];
  cfg.idom[entry] = entry;
  for (bool changed = true; changed;) {
    changed = false;
    for (const BlockId b : cfg.order) {
      if (b == entry) continue;
      BlockId dominator = nothing;
      for (const BlockId p : cfg.predecessors[b])
        if (cfg.idom[p] != nothing) dominator = dominator == nothing ? p : meet(p, dominator);
      if (cfg.idom[b] != dominator) {
        cfg.idom[b] = dominator;
        changed = true;
      }
    }
  }
  cfg.idom[entry] = nothing;
}

void find_loops(Cfg& cfg) {
  std::vector<BlockId> work;
  for (const BlockId header : cfg.order) {
    std::vector<uint8_t> in_loop(cfg.position.size());
    for (const BlockId latch : cfg.predecessors[header])
      if (cfg.retreats(latch, header) && cfg.dominates(header, latch)) work.push_back(latch);
    if (work.empty()) continue;
    in_loop[header] = 1;
    ++cfg.loop_depth[header];
    while (!work.empty()) {
      const BlockId b = work.back();
      work.pop_back();
      if (in_loop[b] != 0) continue;
      in_loop[b] = 1;
      ++cfg.loop_depth[b];
      for (const BlockId p : cfg.predecessors[b]) work.push_back(p);
    }
  }
}

}  // namespace

bool Cfg::dominates(BlockId a, BlockId b) const {
  while (b != nothing && position[b] > position[a]) b = idom[b];
  return a == b;
}

Cfg analyse_cfg(const Function& f) {
  const size_t n = f.blocks.size();
  Cfg cfg;
  cfg.predecessors.resize(n);
  cfg.position.assign(n, nothing);
  cfg.idom.assign(n, nothing);
  cfg.loop_depth.assign(n, 0);
  number_blocks(f, cfg);
  for (const BlockId b : cfg.order)
    for (const Edge& edge : f.blocks[b].terminator.edges)
      cfg.predecessors[edge.target].push_back(b);
  find_dominators(cfg);
  find_loops(cfg);
  return cfg;
}

bool BitSet::merge(const BitSet& other) {
  uint64_t changed = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    changed |= other.words_[i] & ~words_[i];
    words_[i] |= other.words_[i];
  }
  return changed != 0;
}

Liveness analyse_liveness(const Function& f, const Cfg& cfg, const BitSet& ignored) {
  const size_t n = f.blocks.size();
  Liveness live{std::vector(n, BitSet{f.values.size()}), std::vector(n, BitSet{f.values.size()})};
  std::vector<BitSet> defined(n, BitSet{f.values.size()});
  for (const BlockId b : cfg.order) {
    const Block& block = f.blocks[b];
    for (const InstId i : block.insts)
      for (const ValueId v : f.insts[i].results) defined[b].add(v);
    each_use(f, block, [&](ValueId v) {
      if (!ignored.has(v) && !defined[b].has(v)) live.in[b].add(v);
    });
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const BlockId b : std::views::reverse(cfg.order)) {
      for (const Edge& edge : f.blocks[b].terminator.edges) {
        BitSet wanted = live.in[edge.target];
        for (const ValueId p : f.blocks[edge.target].parameters) wanted.remove(p);
        changed |= live.out[b].merge(wanted);
      }
      BitSet through = live.out[b];
      defined[b].each([&](ValueId v) { through.remove(v); });
      changed |= live.in[b].merge(through);
    }
  }
  return live;
}

std::vector<uint32_t> count_uses(const Function& f, const Cfg& cfg) {
  std::vector<uint32_t> uses(f.values.size());
  for (const BlockId b : cfg.order) each_use(f, f.blocks[b], [&](ValueId v) { ++uses[v]; });
  return uses;
}

}  // namespace mozi::ir
