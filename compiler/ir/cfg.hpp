// The shape of a function: predecessors, order, dominators, loops and liveness.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "compiler/ir/ir.hpp"

namespace mozi::ir {

/// What follows from a function's edges alone. Stays valid until an edge or block changes.
struct Cfg {
  std::vector<std::vector<BlockId>> predecessors;  // of reachable blocks only; one per edge
  std::vector<BlockId> order;                      // reachable blocks in reverse post-order
  std::vector<uint32_t> position;                  // in `order`; nothing if unreachable
  std::vector<BlockId> idom;                       // nothing for the entry and the unreachable
  std::vector<uint32_t> loop_depth;                // 0 outside loops

  [[nodiscard]] bool reachable(BlockId b) const { return position[b] != nothing; }
  /// True if every path to `b` passes `a`; both must be reachable.
  [[nodiscard]] bool dominates(BlockId a, BlockId b) const;
  /// True for an edge that closes a cycle.
  [[nodiscard]] bool retreats(BlockId from, BlockId to) const {
    return position[to] <= position[from];
  }
};
/// Requires at least one block and edges to existing blocks.
Cfg analyse_cfg(const Function& f);

/// A set of small numbers.
class BitSet {
 public:
  explicit BitSet(size_t size = 0) : words_((size + 63) / 64) {}
  [[nodiscard]] bool has(size_t i) const { return (words_[i / 64] >> (i % 64) & 1) != 0; }
  void add(size_t i) { words_[i / 64] |= uint64_t{1} << (i % 64); }
  void remove(size_t i) { words_[i / 64] &= ~(uint64_t{1} << (i % 64)); }
  /// Adds all of `other`; true if that changed anything.
  bool merge(const BitSet& other);
  bool operator==(const BitSet&) const = default;
  /// Calls `visit` with each member, ascending.
  void each(auto visit) const {
    for (size_t w = 0; w < words_.size(); ++w)
      for (uint64_t rest = words_[w]; rest != 0; rest &= rest - 1)
        visit(static_cast<uint32_t>(64 * w + static_cast<size_t>(std::countr_zero(rest))));
  }

 private:
  std::vector<uint64_t> words_;
};

/// Which values are needed at each block's start (its parameters included, if used) and end.
struct Liveness {
  std::vector<BitSet> in;
  std::vector<BitSet> out;
};
/// Values in `ignored` are never live.
Liveness analyse_liveness(const Function& f, const Cfg& cfg, const BitSet& ignored);

/// How often each value is used, by instructions and terminators of reachable blocks.
std::vector<uint32_t> count_uses(const Function& f, const Cfg& cfg);

/// Calls `visit` with each use of a value (as a reference) in a block: operands, then edges.
template <class Block_, class Function_>
void each_use(Function_& f, Block_& block, auto visit) {
  for (const InstId i : block.insts)
    for (auto& v : f.insts[i].operands) visit(v);
  for (auto& v : block.terminator.operands) visit(v);
  for (auto& edge : block.terminator.edges)
    for (auto& v : edge.arguments) visit(v);
}

}  // namespace mozi::ir
