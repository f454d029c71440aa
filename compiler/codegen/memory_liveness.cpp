// When memory objects hold something that will be read.
#include "compiler/codegen/memory_liveness.hpp"

#include <algorithm>
#include <ranges>

namespace mozi::codegen {
namespace {

using Kind = AsmItem::Kind;

class MemoryLiveness {
 public:
  MemoryLiveness(const Unit& unit, const StackFunction& f) : unit_(unit), f_(f) {
    for (MemoryId m = 0; m < unit.memory.size(); ++m)
      if (!unit.memory[m].whole_run && unit.memory[m].function == f.id) out_.objects.push_back(m);
    const size_t n = out_.objects.size();
    out_.conflicts.assign(n, none());
    out_.conflicts_scratch.assign(n, 0);
    out_.calls.resize(n);
    always_ = none();
  }

  MemoryConflicts run() {
    for (size_t o = 0; o < out_.objects.size(); ++o)
      if (object(o).value == ir::nothing) always_.add(o);
    find_derived_values();
    find_escapes();
    find_live_objects();
    for (BlockId b = 0; b < f_.blocks.size(); ++b) walk(b);
    return std::move(out_);
  }

 private:
  [[nodiscard]] const MemoryObject& object(size_t o) const { return unit_.memory[out_.objects[o]]; }
  /// One bit for each object, and one for what hashes leave in scratch memory.
  [[nodiscard]] ir::BitSet none() const { return ir::BitSet{out_.objects.size() + 1}; }
  [[nodiscard]] size_t scratch() const { return out_.objects.size(); }

  void find_derived_values() {
    derived_.assign(f_.values.size(), none());
    for (ValueId v = 0; v < f_.values.size(); ++v)
      for (const AsmItem& item : f_.values[v].recipe) {
        const auto at = item.kind == Kind::push_memory ? std::ranges::find(out_.objects, item.index)
                                                       : out_.objects.end();
        if (at == out_.objects.end() || unit_.memory[*at].value == ir::nothing) continue;
        derived_[v].add(static_cast<size_t>(at - out_.objects.begin()));
      }
    for (bool changed = true; changed;) {
      changed = false;
      for (const StackBlock& block : f_.blocks) {
        for (const Step& step : block.steps) {
          if (step.effects != 0 || step.callee != ir::nothing) continue;
          for (const ValueId result : step.results)
            for (const ValueId v : step.operands) changed |= derived_[result].merge(derived_[v]);
        }
        if (block.exit.kind != Exit::Kind::jump) continue;
        const std::vector<ValueId>& parameters = f_.blocks[block.exit.targets[0]].parameters;
        for (size_t i = 0; i < parameters.size(); ++i)
          changed |= derived_[parameters[i]].merge(derived_[block.exit.arguments[i]]);
      }
    }
  }

  /// An address that is stored or passed on may come back from anywhere.
  void find_escapes() {
    const auto escape = [&](ValueId v) { always_.merge(derived_[v]); };
    for (const StackBlock& block : f_.blocks) {
      for (const Step& step : block.steps) {
        using enum isa::Op;
        const AsmItem& first = step.code[0];
        const bool stores = first.is(SSTORE) || first.is(TSTORE) ||
                            first.kind == Kind::push_memory || first.kind == Kind::push;
        const bool stores_second = first.is(MSTORE) || first.is(MSTORE8);
        const bool only_hashes = step.uses_scratch;
        if (step.callee != ir::nothing || (stores && !only_hashes))
          std::ranges::for_each(step.operands, escape);
        if (stores_second) escape(step.operands[1]);
      }
      if (block.exit.kind == Exit::Kind::ret) std::ranges::for_each(block.exit.arguments, escape);
    }
  }

  [[nodiscard]] ir::BitSet used_by(const Few<ValueId>& values) const {
    ir::BitSet used = none();
    for (const ValueId v : values) used.merge(derived_[v]);
    return used;
  }

  /// Objects that are used in a block or behind it, on some path that does not begin anew.
  void find_live_objects() {
    live_out_.assign(f_.blocks.size(), none());
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t b = f_.blocks.size(); b-- > 0;)
        for (const BlockId target : f_.blocks[b].exit.targets)
          changed |= live_out_[b].merge(live_into(target));
    }
  }

  [[nodiscard]] ir::BitSet live_into(BlockId b) const {
    ir::BitSet live = live_out_[b];
    for (const Step& step : f_.blocks[b].steps) live.merge(used_by(step.operands));
    live.merge(used_by(f_.blocks[b].exit.arguments));
    for (size_t o = 0; o < out_.objects.size(); ++o)
      if (object(o).home == b) live.remove(o);
    for (const Step* step : steps_in_order(b)) {
      if (step->reuses_scratch) live.add(scratch());
      if (step->defines_scratch) live.remove(scratch());
      if (step->reuses_scratch || step->defines_scratch) break;
    }
    return live;
  }

  [[nodiscard]] std::vector<const Step*> steps_in_order(BlockId b) const {
    std::vector<const Step*> steps;
    for (const Item& item : f_.blocks[b].items)
      if (item.kind == Item::Kind::run) steps.push_back(&f_.blocks[b].steps[item.id]);
    return steps;
  }

  void walk(BlockId b) {
    const StackBlock& block = f_.blocks[b];
    const std::vector<const Step*> steps = steps_in_order(b);
    // From the end: what is used later.
    std::vector<ir::BitSet> later(steps.size() + 1, none());
    later.back() = live_out_[b];
    later.back().merge(used_by(block.exit.arguments));
    for (size_t i = steps.size(); i-- > 0;) {
      later[i] = later[i + 1];
      later[i].merge(used_by(steps[i]->operands));
      if (steps[i]->defines_scratch) later[i].remove(scratch());
      if (steps[i]->reuses_scratch) later[i].add(scratch());
    }
    ir::BitSet begun = live_into(b);
    begun.merge(always_);
    for (size_t i = 0; i < steps.size(); ++i) {
      ir::BitSet alive = always_;
      begun.each([&](uint32_t o) {
        if (later[i + 1].has(o)) alive.add(o);
      });
      alive.remove(scratch());
      meet(*steps[i], alive);
      const ir::BitSet used = used_by(steps[i]->operands);
      begun.merge(used);
      alive.merge(used);
      separate(alive);
      if (later[i + 1].has(scratch()))
        alive.each([&](uint32_t o) { out_.conflicts_scratch[o] = 1; });
    }
  }

  /// What a step does to objects that it does not use but that must survive it.
  void meet(const Step& step, const ir::BitSet& alive) {
    out_.uses_scratch |= step.uses_scratch;
    if (step.callee != ir::nothing) out_.callees.push_back(step.callee);
    alive.each([&](uint32_t o) {
      if (step.uses_scratch) out_.conflicts_scratch[o] = 1;
      if (step.callee != ir::nothing) out_.calls[o].push_back(step.callee);
    });
  }

  void separate(const ir::BitSet& alive) {
    alive.each([&](uint32_t o) { out_.conflicts[o].merge(alive); });
  }

  const Unit& unit_;
  const StackFunction& f_;
  MemoryConflicts out_;
  ir::BitSet always_;
  std::vector<ir::BitSet> derived_;  // by value: the objects that it may point into
  std::vector<ir::BitSet> live_out_;
};

}  // namespace

MemoryConflicts find_memory_conflicts(const Unit& unit, const StackFunction& f) {
  return MemoryLiveness(unit, f).run();
}

}  // namespace mozi::codegen
