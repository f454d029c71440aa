// Moves values from the stack to memory, where DUP and SWAP do not reach them.
#include "compiler/codegen/spill.hpp"

#include <algorithm>

namespace mozi::codegen {
namespace {

using Kind = AsmItem::Kind;

class Spiller {
 public:
  Spiller(Unit& unit, StackFunction& f, ValueId v)
      : f_(f), v_(v), slot_(static_cast<MemoryId>(unit.memory.size())) {
    unit.memory.push_back({.function = f.id});
  }

  void run() {
    release_operands();
    f_.values[v_] = {.cheap = true,
                     .gas = 6,
                     .recipe = {address(), op(isa::Op::MLOAD)},
                     .variable = f_.values[v_].variable};
    if (const auto at = std::ranges::find(f_.entry_stack, v_); at != f_.entry_stack.end()) {
      *at = add_value(true);
      store_entry_values();
      return;
    }
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      StackBlock& block = f_.blocks[b];
      const auto at = std::ranges::find(block.parameters, v_);
      if (at != block.parameters.end()) {
        spill_parameter(b, static_cast<size_t>(at - block.parameters.begin()));
        return;
      }
      for (size_t i = 0; i < block.steps.size(); ++i)
        if (std::ranges::find(block.steps[i].results, v_) != block.steps[i].results.end()) {
          spill_result(block, i);
          return;
        }
    }
  }

 private:
  [[nodiscard]] AsmItem address() const { return symbol(Kind::push_memory, slot_); }

  ValueId add_value(bool pinned) {
    f_.values.push_back({.pinned = pinned, .recipe = {}});
    return static_cast<ValueId>(f_.values.size() - 1);
  }

  /// Inserts a step with its fetches before item `at`.
  void insert(StackBlock& block, size_t at, Step step) {
    std::vector<Item> items;
    for (const ValueId v : step.operands) items.push_back(Item::fetch(v));
    items.push_back(Item::run(static_cast<uint32_t>(block.steps.size())));
    block.steps.push_back(std::move(step));
    block.items.insert(block.items.begin() + static_cast<ptrdiff_t>(at), items.begin(),
                       items.end());
    if (block.edge_stores && at <= *block.edge_stores) *block.edge_stores += items.size();
  }

  [[nodiscard]] Step store(ValueId from) const {
    Step step;
    step.operands = {from};
    step.code = {address(), op(isa::Op::MSTORE)};
    return step;
  }

  /// A step that only leaves its operand makes nothing that would have to be stored.
  void release_operands() {
    for (StackBlock& block : f_.blocks)
      for (Step& step : block.steps)
        if (!step.results.empty() && step.results == step.operands && step.results[0] == v_)
          step.results[0] = add_value(false);
  }

  /// The entry's stores come topmost value first, so that each brings the next into reach.
  void store_entry_values() {
    StackBlock& entry = f_.blocks[0];
    const auto depth_of = [&](ValueId v) {
      return f_.entry_stack.end() - std::ranges::find(f_.entry_stack, v);
    };
    const ValueId raw = f_.entry_stack[raw_index()];
    size_t at = 0;
    while (at + 1 < entry.items.size() && is_entry_store(entry, at) &&
           depth_of(entry.items[at].id) < depth_of(raw))
      at += 2;
    insert(entry, at, store(raw));
  }

  [[nodiscard]] size_t raw_index() const {
    const ValueId last = static_cast<ValueId>(f_.values.size() - 1);
    return static_cast<size_t>(std::ranges::find(f_.entry_stack, last) - f_.entry_stack.begin());
  }

  [[nodiscard]] bool is_entry_store(const StackBlock& entry, size_t at) const {
    const ValueId v = entry.items[at].id;
    return entry.items[at].kind == Item::Kind::fetch && f_.values[v].pinned &&
           std::ranges::find(f_.entry_stack, v) != f_.entry_stack.end();
  }

  void spill_result(StackBlock& block, size_t step) {
    const auto result = std::ranges::find(block.steps[step].results, v_);
    const ValueId raw = add_value(true);
    *result = raw;
    const auto run = std::ranges::find_if(block.items, [&](const Item& item) {
      return item.kind == Item::Kind::run && item.id == step;
    });
    size_t at = static_cast<size_t>(run - block.items.begin()) + 1;
    // Results above this one that are stored, too, go first.
    for (const ValueId above : block.steps[step].results) {
      if (above == raw) break;
      const bool stored = at < block.items.size() && block.items[at].kind == Item::Kind::fetch &&
                          block.items[at].id == above && f_.values[above].pinned;
      if (stored) at += 2;
    }
    insert(block, at, store(raw));
  }

  /// Every predecessor stores the argument before it jumps.
  void spill_parameter(BlockId target, size_t index) {
    std::vector<ValueId>& parameters = f_.blocks[target].parameters;
    parameters.erase(parameters.begin() + static_cast<ptrdiff_t>(index));
    for (StackBlock& block : f_.blocks) {
      if (block.exit.kind != Exit::Kind::jump || block.exit.targets[0] != target) continue;
      const ValueId argument = block.exit.arguments[index];
      block.exit.arguments.erase(block.exit.arguments.begin() + static_cast<ptrdiff_t>(index));
      if (!block.edge_stores) block.edge_stores = block.items.size();
      keep_old_value(block);
      if (argument == v_) continue;
      const size_t begin = *block.edge_stores;
      insert(block, block.items.size(), store(argument));
      block.edge_stores = begin;
    }
  }

  /// The stores of an edge happen at once: what they and the jump want of the old value is loaded
  /// before.
  void keep_old_value(StackBlock& block) {
    ValueId old = ir::nothing;
    const auto replace = [&](ValueId& v) {
      if (v != v_) return;
      if (old == ir::nothing) old = add_value(false);
      v = old;
    };
    std::ranges::for_each(block.exit.arguments, replace);
    for (size_t i = *block.edge_stores; i < block.items.size(); ++i) {
      if (block.items[i].kind == Item::Kind::fetch)
        replace(block.items[i].id);
      else
        std::ranges::for_each(block.steps[block.items[i].id].operands, replace);
    }
    if (old == ir::nothing) return;
    Step load;
    load.results = {old};
    load.code = {address(), op(isa::Op::MLOAD)};
    insert(block, *block.edge_stores, std::move(load));
  }

  StackFunction& f_;
  ValueId v_;
  MemoryId slot_;
};

}  // namespace

void spill(Unit& unit, StackFunction& f, ValueId v) {
  Spiller(unit, f, v).run();
}

ValueId cheapest_to_spill(const StackFunction& f, const std::vector<ValueId>& candidates) {
  std::vector<double> cost(f.values.size());
  for (const StackBlock& block : f.blocks) {
    const auto count = [&](ValueId v) { cost[v] += block.weight; };
    for (const Step& step : block.steps) {
      std::ranges::for_each(step.operands, count);
      std::ranges::for_each(step.results, count);
    }
    std::ranges::for_each(block.exit.arguments, count);
    std::ranges::for_each(block.parameters, count);
  }
  ValueId best = ir::nothing;
  for (const ValueId v : candidates)
    if (best == ir::nothing || cost[v] < cost[best]) best = v;
  return best;
}

}  // namespace mozi::codegen
