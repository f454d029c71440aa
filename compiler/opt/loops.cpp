// Natural loops of a function, and room in front of them.
#include "compiler/opt/loops.hpp"

#include <algorithm>
#include <ranges>

#include "compiler/ir/builder.hpp"

namespace mozi::opt {

using namespace ir;

bool Loop::has(BlockId b) const {
  return std::ranges::find(blocks, b) != blocks.end();
}

std::vector<Loop> find_loops(const Cfg& cfg) {
  std::vector<Loop> loops;
  // A loop's header comes before those of the loops in it.
  for (const BlockId header : std::views::reverse(cfg.order)) {
    Loop loop{header, {}, {}};
    for (const BlockId p : cfg.predecessors[header])
      if (cfg.dominates(header, p) && std::ranges::find(loop.latches, p) == loop.latches.end())
        loop.latches.push_back(p);
    if (loop.latches.empty()) continue;
    std::vector<uint8_t> inside(cfg.position.size());
    inside[header] = 1;
    std::vector<BlockId> work = loop.latches;
    while (!work.empty()) {
      const BlockId b = work.back();
      work.pop_back();
      if (inside[b] != 0) continue;
      inside[b] = 1;
      work.insert(work.end(), cfg.predecessors[b].begin(), cfg.predecessors[b].end());
    }
    std::ranges::copy_if(cfg.order, std::back_inserter(loop.blocks),
                         [&](BlockId b) { return inside[b] != 0; });
    loops.push_back(std::move(loop));
  }
  return loops;
}

BlockId preheader_of(Function& f, const Cfg& cfg, const Loop& loop) {
  if (loop.header == 0) return nothing;
  std::vector<BlockId> outside;
  for (const BlockId p : cfg.predecessors[loop.header])
    if (!loop.has(p)) outside.push_back(p);
  if (outside.size() == 1 && f.blocks[outside[0]].terminator.kind == Terminator::Kind::jump)
    return outside[0];
  const BlockId made = add_block(f, "before_loop", f.blocks[loop.header].parameters.size());
  Terminator& t = f.blocks[made].terminator;
  t.kind = Terminator::Kind::jump;
  t.location = f.blocks[outside[0]].terminator.location;
  const std::vector<ValueId>& parameters = f.blocks[made].parameters;
  t.edges.push_back({loop.header, Few<ValueId>(parameters.begin(), parameters.end())});
  for (const BlockId p : outside)
    for (Edge& e : f.blocks[p].terminator.edges)
      if (e.target == loop.header) e.target = made;
  return made;
}

LoopWrites writes_of(const Function& f, const Loop& loop) {
  LoopWrites writes;
  for (const BlockId b : loop.blocks)
    for (const InstId i : f.blocks[b].insts) {
      const Inst& inst = f.insts[i];
      if (inst.op == Op::sstore)
        writes.storage.push_back(inst.operands[0]);
      else if (inst.op == Op::tstore)
        writes.transient.push_back(inst.operands[0]);
      else
        writes.effects |= info(inst.op).effects;
    }
  return writes;
}

}  // namespace mozi::opt
