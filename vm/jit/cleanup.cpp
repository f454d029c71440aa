// The order of blocks, trivial phis, unused instructions.
#include <algorithm>
#include <numeric>

#include "vm/jit/passes.hpp"
#include "vm/jit/uses.hpp"

namespace mozi::jit {
namespace {

std::vector<uint32_t> reverse_postorder(const Region& region) {
  struct Open {
    uint32_t block;
    uint8_t next;
  };
  std::vector<bool> seen(region.blocks.size(), false);
  std::vector<uint32_t> postorder;
  std::vector<Open> open{{0, 0}};
  seen[0] = true;
  while (!open.empty()) {
    const uint32_t at = open.back().block;
    const Block& block = region.blocks[at];
    const uint8_t next = open.back().next++;
    const Exit* exit = next == 0 && block.condition != no_value ? &block.taken : &block.exit;
    if (next == 2 || (next == 1 && block.condition == no_value)) {
      postorder.push_back(at);
      open.pop_back();
      continue;
    }
    if (exit->kind != ExitKind::block || seen[exit->target]) continue;
    seen[exit->target] = true;
    open.push_back({exit->target, 0});
  }
  std::ranges::reverse(postorder);
  return postorder;
}

bool has_effect(const Inst& inst) {
  switch (inst.kind) {
    case Kind::effect:
      return inst.op != isa::Op::CALLDATALOAD;
    case Kind::charge:
    case Kind::exp_charge:
      return true;
    case Kind::env:
    case Kind::gas:
    case Kind::constant:
    case Kind::incoming:
    case Kind::phi:
    case Kind::at_most:
    case Kind::pure:
      return false;
  }
  return true;
}

}  // namespace

void order_blocks(Region& region) {
  const std::vector<uint32_t> order = reverse_postorder(region);
  std::vector<uint32_t> place(region.blocks.size(), no_value);
  for (size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<uint32_t>(i);
  std::vector<Block> blocks;
  blocks.reserve(order.size());
  for (const uint32_t at : order) {
    Block& block = blocks.emplace_back(std::move(region.blocks[at]));
    if (block.condition != no_value && block.taken.kind == ExitKind::block)
      block.taken.target = place[block.taken.target];
    if (block.exit.kind == ExitKind::block) block.exit.target = place[block.exit.target];
    for (uint32_t& pred : block.preds) pred = place[pred];
  }
  region.blocks = std::move(blocks);
}

void simplify_phis(Region& region) {
  std::vector<ValueId> same(region.values.size());
  std::iota(same.begin(), same.end(), ValueId{0});
  const auto find = [&](ValueId id) {
    while (same[id] != id) id = same[id] = same[same[id]];
    return id;
  };
  bool changed = true;
  // A phi that is left over costs little; a chain of many is worth no quadratic time.
  for (int round = 0; changed && round < 16; ++round) {
    changed = false;
    for (const Block& block : region.blocks) {
      for (const ValueId id : block.code) {
        const Inst& inst = region.values[id];
        if (inst.kind != Kind::phi || find(id) != id) continue;
        ValueId only = no_value;
        bool trivial = true;
        for (const ValueId input : inst.inputs) {
          const ValueId value = find(input);
          if (value == id || value == only) continue;
          trivial &= only == no_value;
          only = value;
        }
        if (!trivial || only == no_value) continue;
        same[id] = only;
        changed = true;
      }
    }
  }
  for_each_use(region, [&](ValueId& use) { use = find(use); });
  for (Block& block : region.blocks)
    std::erase_if(block.code, [&](ValueId id) { return find(id) != id; });
}

void drop_unused(Region& region) {
  std::vector<bool> used(region.values.size(), false);
  std::vector<ValueId> work;
  const auto mark = [&](ValueId id) {
    if (used[id]) return;
    used[id] = true;
    work.push_back(id);
  };
  for (Block& block : region.blocks) {
    for (const ValueId id : block.code)
      if (has_effect(region.values[id])) mark(id);
    if (block.condition != no_value) mark(block.condition);
    for (const Exit* exit : {&block.taken, &block.exit}) {
      if (exit->value != no_value) mark(exit->value);
      for (const Spill& spill : exit->spills) mark(spill.value);
    }
  }
  while (!work.empty()) {
    const Inst& inst = region.values[work.back()];
    work.pop_back();
    for (uint8_t i = 0; i < inst.arg_count; ++i) mark(inst.args[i]);
    for (const ValueId input : inst.inputs) mark(input);
  }
  for (Block& block : region.blocks)
    std::erase_if(block.code, [&](ValueId id) { return !used[id]; });
}

}  // namespace mozi::jit
