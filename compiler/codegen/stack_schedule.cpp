// Decides, for a whole function, what is on the stack where, and with which moves.
#include "compiler/codegen/stack_schedule.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <ranges>

#include "compiler/codegen/block_schedule.hpp"
#include "compiler/codegen/spill.hpp"
#include "vm/isa/assert.hpp"

namespace mozi::codegen {
namespace {

/// The words on top of the stack where a block with several predecessors begins, deepest first.
using Layouts = std::map<BlockId, std::vector<ValueId>>;

/// Schedules of blocks by the stack they begin with: most blocks begin alike in every attempt, and
/// few have to do with a value that moves to memory.
class ScheduleCache {
 public:
  ScheduleCache(const StackFunction& f, size_t width)
      : f_(f), width_(width), known_(f.blocks.size()) {}

  /// Stays valid until the block is forgotten.
  const std::vector<Schedule>& schedules(const Flow& flow, BlockId b, const Stack& entry) {
    const auto [at, fresh] = known_[b].try_emplace({entry.begin(), entry.end()});
    if (!fresh) return at->second;
    // Few look at what fails, and that does little.
    constexpr size_t cold_width = 3;
    const size_t width = f_.blocks[b].cold ? std::min(width_, cold_width) : width_;
    try {
      return at->second = BlockScheduler(f_, flow, b, width).run(entry);
    } catch (const TooDeep&) {
      known_[b].erase(at);
      throw;
    }
  }

  /// Forgets the blocks that `v` has to do with, before it moves to memory.
  void forget(const Flow& flow, ValueId v) {
    for (BlockId b = 0; b < f_.blocks.size(); ++b)
      if (flow.live_in[b].has(v) || flow.live_out[b].has(v) || mentions(f_.blocks[b], v))
        known_[b].clear();
  }

  void forget_all() {
    for (auto& block : known_) block.clear();
  }

 private:
  [[nodiscard]] bool mentions(const StackBlock& block, ValueId v) const {
    const auto has = [&](const auto& list) { return std::ranges::find(list, v) != list.end(); };
    const bool in_steps = std::ranges::any_of(
        block.steps, [&](const Step& s) { return has(s.operands) || has(s.results); });
    // What is passed for a parameter is stored before the jump.
    const bool passes = std::ranges::any_of(
        block.exit.targets, [&](BlockId target) { return has(f_.blocks[target].parameters); });
    return in_steps || passes || has(block.parameters) || has(block.exit.arguments);
  }

  const StackFunction& f_;
  size_t width_;
  std::vector<std::map<std::vector<ValueId>, std::vector<Schedule>>> known_;
};

/// Schedules all blocks once, given the layouts of some of them.
class Attempt {
 public:
  Attempt(const StackFunction& f, const Flow& flow, ScheduleCache& cache, Layouts forced)
      : f_(f),
        flow_(flow),
        cache_(cache),
        shuffler_(f),
        layouts_(std::move(forced)),
        exits_(f.blocks.size()) {
    plan.moves.resize(f.blocks.size());
  }

  void run() {
    for (const BlockId b : flow_.order) schedule_block(b);
    plan.entries.resize(f_.blocks.size());
    for (const BlockId b : flow_.order) plan.entries[b] = entry_stack(b);
    find_max_height();
  }

  /// What predecessor `from` of a loop header would leave there at the least cost.
  [[nodiscard]] std::vector<ValueId> natural_layout(BlockId from, BlockId header) const {
    return layout_from(exits_[from].schedules->front().stack, from, header);
  }
  [[nodiscard]] const Layouts& layouts() const { return layouts_; }

  StackPlan plan;

 private:
  struct BlockExit {
    const std::vector<Schedule>* schedules = nullptr;  // the candidates before the edge is arranged
    Stack stack;                                       // what the chosen one leaves, edge included
    size_t entry_height = 0;
    size_t max_height = 0;
  };

  [[nodiscard]] bool is_join(BlockId b) const {
    return b != 0 && flow_.predecessors[b].size() != 1;
  }

  void schedule_block(BlockId b) {
    if (is_join(b)) settle_join(b);
    const Stack entry = entry_stack(b);
    exits_[b].entry_height = entry.size();
    exits_[b].schedules = &cache_.schedules(flow_, b, entry);
    const Exit& exit = f_.blocks[b].exit;
    if (exit.kind == Exit::Kind::ret) {
      finish_edge(b, std::vector(exit.arguments.begin(), exit.arguments.end()));
    } else if (exit.kind == Exit::Kind::jump && is_join(exit.targets[0])) {
      // Forward edges wait until the target's layout is settled.
      if (layouts_.contains(exit.targets[0]) &&
          flow_.position[exit.targets[0]] <= flow_.position[b])
        finish_jump(b);
    } else {
      choose(b, 0, {});
    }
  }

  [[nodiscard]] Stack entry_stack(BlockId b) const {
    if (b == 0) return {f_.entry_stack.begin(), f_.entry_stack.end()};
    if (!is_join(b)) return exits_[flow_.predecessors[b][0]].stack;
    const std::vector<ValueId>& layout = layouts_.at(b);
    return {layout.begin(), layout.end()};
  }

  /// Chooses the layout of a join whose forward predecessors are scheduled, and ends those.
  void settle_join(BlockId b) {
    std::vector<BlockId> from;
    for (const BlockId p : flow_.predecessors[b])
      if (flow_.position[p] < flow_.position[b] && f_.blocks[p].exit.kind == Exit::Kind::jump)
        from.push_back(p);
    if (!layouts_.contains(b)) {
      std::vector<ValueId> best;
      double best_gas = -1;
      for (const BlockId p : from) {
        std::vector<ValueId> layout = layout_from(exits_[p].schedules->front().stack, p, b);
        double gas = 0;
        for (const BlockId q : from) {
          const auto plan_q = arrange(exits_[q].schedules->front().stack, q, wanted(q, b, layout));
          gas += f_.blocks[q].weight * (plan_q ? plan_q->gas : 1000);
        }
        if (best_gas >= 0 && gas >= best_gas) continue;
        best_gas = gas;
        best = std::move(layout);
      }
      layouts_[b] = std::move(best);
    }
    for (const BlockId p : from) finish_jump(p);
  }

  /// The values that `target` wants on its stack.
  [[nodiscard]] std::vector<ValueId> needed_by(BlockId target) const {
    std::vector<ValueId> values;
    flow_.live_in[target].each([&](uint32_t v) { values.push_back(v); });
    return values;
  }

  /// `layout` of block `target` in terms of what predecessor `from` passes.
  [[nodiscard]] std::vector<ValueId> wanted(BlockId from, BlockId target,
                                            std::vector<ValueId> layout) const {
    const std::vector<ValueId>& parameters = f_.blocks[target].parameters;
    for (ValueId& v : layout) {
      const auto at = std::ranges::find(parameters, v);
      if (at != parameters.end())
        v = f_.blocks[from].exit.arguments[static_cast<size_t>(at - parameters.begin())];
    }
    return layout;
  }

  /// The layout of `target` that `from` reaches from `stack` at the least cost.
  [[nodiscard]] std::vector<ValueId> layout_from(const Stack& stack, BlockId from,
                                                 BlockId target) const {
    std::vector<ValueId> values = needed_by(target);
    const std::vector<ValueId> passed = wanted(from, target, values);
    const auto plan_of_order = shuffler_.collect(stack, passed);
    if (!plan_of_order) return values;
    std::vector<ValueId> layout;
    std::vector<uint8_t> taken(values.size());
    for (const ValueId v : plan_of_order->stack) {
      for (size_t i = 0; i < values.size(); ++i) {
        if (taken[i] != 0 || passed[i] != v) continue;
        taken[i] = 1;
        layout.push_back(values[i]);
        break;
      }
    }
    return layout;
  }

  [[nodiscard]] std::optional<Plan> arrange(const Stack& stack, BlockId from,
                                            const std::vector<ValueId>& target) const {
    const Exit& exit = f_.blocks[from].exit;
    if (exit.kind == Exit::Kind::ret || flow_.exact(from, exit.targets[0]))
      return shuffler_.arrange(stack, target);
    return shuffler_.bring(stack, target, false, Alive{});
  }

  void finish_jump(BlockId b) {
    const BlockId target = f_.blocks[b].exit.targets[0];
    finish_edge(b, wanted(b, target, layouts_.at(target)));
  }

  void finish_edge(BlockId b, const std::vector<ValueId>& target) {
    size_t best = 0;
    std::optional<Plan> best_plan;
    const std::vector<Schedule>& schedules = *exits_[b].schedules;
    constexpr size_t promising = 3;
    for (size_t i = 0; i < std::min(schedules.size(), promising); ++i) {
      auto edge = arrange(schedules[i].stack, b, target);
      if (!edge) continue;
      if (best_plan && schedules[i].gas + edge->gas >= schedules[best].gas + best_plan->gas)
        continue;
      best = i;
      best_plan = std::move(edge);
    }
    if (!best_plan) throw_too_deep(schedules.front().stack, target);
    choose(b, best, *best_plan);
  }

  void choose(BlockId b, size_t index, const Plan& edge) {
    BlockExit& exit = exits_[b];
    const Schedule& schedule = (*exit.schedules)[index];
    plan.moves[b] = schedule.moves;
    plan.moves[b].insert(plan.moves[b].end(), edge.moves.begin(), edge.moves.end());
    plan.gas += f_.blocks[b].weight * (schedule.gas + edge.gas);
    exit.stack = edge.moves.empty() ? schedule.stack : edge.stack;
    MOZI_ASSERT(follows(b), "a block's moves bring each step its operands");
  }

  [[noreturn]] void throw_too_deep(const Stack& stack, const std::vector<ValueId>& target) const {
    TooDeep failure;
    for (const auto& list : {std::vector(stack.begin(), stack.end()), target})
      for (const ValueId v : list)
        if (!f_.values[v].cheap && !f_.values[v].pinned &&
            std::ranges::find(target, v) != target.end())
          failure.candidates.push_back(v);
    throw failure;
  }

  /// Replays the moves of a block.
  [[nodiscard]] bool follows(BlockId b) const {
    Stack stack = entry_stack(b);
    for (const Move& move : plan.moves[b]) {
      if (move.kind != Move::Kind::run) {
        if (stack.size() < move.depth) return false;
        Shuffler::apply(move, stack);
        continue;
      }
      const Step& step = f_.blocks[b].steps[move.id];
      for (size_t i = 0; i < step.operands.size(); ++i) {
        const size_t at = move.swapped && i < 2 ? 1 - i : i;
        if (stack.empty() || stack.back() != step.operands[at]) return false;
        stack.pop_back();
      }
      for (const ValueId v : std::views::reverse(step.results)) stack.push_back(v);
    }
    return stack == exits_[b].stack;
  }

  void find_max_height();

  const StackFunction& f_;
  const Flow& flow_;
  ScheduleCache& cache_;
  Shuffler shuffler_;
  Layouts layouts_;
  std::vector<BlockExit> exits_;
};

/// Junk below a join's words differs by path: heights are of the longest. A cycle keeps its height,
/// as its edges are exact.
void Attempt::find_max_height() {
  std::vector<size_t> base(f_.blocks.size());
  for (const BlockId b : flow_.order) {
    size_t height = base[b] + exits_[b].entry_height;
    size_t highest = height;
    for (const Move& move : plan.moves[b]) {
      if (move.kind == Move::Kind::dup || move.kind == Move::Kind::push) ++height;
      if (move.kind == Move::Kind::pop) --height;
      if (move.kind == Move::Kind::run) {
        const Step& step = f_.blocks[b].steps[move.id];
        constexpr size_t working_room = 4;  // what the code of one step pushes at most
        highest = std::max(highest, height + working_room);
        height = height - step.operands.size() + step.results.size();
      }
      highest = std::max(highest, height);
    }
    plan.max_height = std::max(plan.max_height, highest);
    for (const BlockId target : f_.blocks[b].exit.targets) {
      const bool inherits = !is_join(target) || flow_.component[target] == flow_.component[b];
      const size_t below = inherits ? base[b] : height - layouts_.at(target).size();
      base[target] = std::max(base[target], below);
    }
  }
}

/// Tries layouts of loop headers that suit the edges that run most often.
void refine(const StackFunction& f, const Flow& flow, const Effort& effort, ScheduleCache& cache,
            std::unique_ptr<Attempt>& best) {
  for (unsigned round = 0; round < effort.rounds; ++round) {
    bool improved = false;
    for (const BlockId header : flow.order) {
      for (const BlockId latch : flow.predecessors[header]) {
        if (flow.position[latch] < flow.position[header] ||
            f.blocks[latch].exit.kind != Exit::Kind::jump)
          continue;
        Layouts layouts;
        for (const auto& [b, layout] : best->layouts())
          if (flow.in_cycle[b] != 0) layouts[b] = layout;
        auto layout = best->natural_layout(latch, header);
        if (layout == layouts[header]) continue;
        layouts[header] = std::move(layout);
        auto next = std::make_unique<Attempt>(f, flow, cache, std::move(layouts));
        try {
          next->run();
        } catch (const TooDeep&) {
          continue;
        }
        if (next->plan.gas >= best->plan.gas) continue;
        best = std::move(next);
        improved = true;
      }
    }
    if (!improved) return;
  }
}

}  // namespace

StackPlan schedule_stack(Unit& unit, StackFunction& f, const Effort& effort) {
  ScheduleCache cache(f, effort.width);
  for (;;) {
    const Flow flow = analyse_flow(f);
    try {
      auto best = std::make_unique<Attempt>(f, flow, cache, Layouts{});
      best->run();
      refine(f, flow, effort, cache, best);
      return std::move(best->plan);
    } catch (const TooDeep& failure) {
      const ValueId v = cheapest_to_spill(f, failure.candidates);
      if (v == ir::nothing)
        throw Error{"a step of the function needs more of the stack than DUP and SWAP reach"};
      cache.forget(flow, v);
      // The entry stores what it is given.
      if (std::ranges::find(f.entry_stack, v) != f.entry_stack.end()) cache.forget_all();
      spill(unit, f, v);
    }
  }
}

}  // namespace mozi::codegen
