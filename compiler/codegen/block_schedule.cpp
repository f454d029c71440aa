// Chooses the moves of one block: a beam search over what is on the stack.
#include "compiler/codegen/block_schedule.hpp"

#include <algorithm>
#include <ranges>
#include <unordered_map>

namespace mozi::codegen {
namespace {

// Costs are in sixteenths of gas, so that preferences can break ties.
constexpr unsigned unit = 16;
constexpr unsigned byte_cost = 1;
constexpr uint32_t forever = ir::nothing;
constexpr uint32_t never = 0;  // item numbers start from 1

}  // namespace

/// A way to an item: the stack and what it cost. `trail` is the last move.
struct BlockScheduler::State {
  Stack stack;
  unsigned cost = 0;
  unsigned estimate = 0;
  uint32_t trail = ir::nothing;
};

struct BlockScheduler::Trail {
  uint32_t before;
  Move move;
};

BlockScheduler::BlockScheduler(const StackFunction& f, const Flow& flow, BlockId block,
                               size_t width)
    : f_(f),
      block_(f.blocks[block]),
      must_clean_(flow.must_clean(block)),
      width_(width),
      shuffler_(f),
      last_use_(f.values.size(), never) {
  const std::vector<Item>& items = block_.items;
  std::vector<uint32_t> used_by(items.size());
  std::vector<uint32_t> open;
  for (uint32_t i = 0; i < items.size(); ++i) {
    open.push_back(i);
    if (items[i].kind == Item::Kind::fetch) continue;
    open.pop_back();
    for (const ValueId v : block_.steps[items[i].id].operands) {
      last_use_[v] = i + 1;
      used_by[open.back()] = i + 1;
      open.pop_back();
    }
  }
  pending_.resize(items.size() + 1);
  for (uint32_t i = 0; i < items.size(); ++i) {
    pending_[i + 1] = pending_[i];
    if (items[i].kind == Item::Kind::fetch)
      pending_[i + 1].push_back({items[i].id, used_by[i]});
    else
      pending_[i + 1].resize(pending_[i].size() - block_.steps[items[i].id].operands.size());
  }
  flow.live_out[block].each([&](uint32_t v) { last_use_[v] = forever; });
  for (const ValueId v : block_.exit.arguments)
    if (!f.values[v].cheap) last_use_[v] = forever;
}

/// One run of the search.
class BlockScheduler::Search {
 public:
  Search(const BlockScheduler& own, const Stack& entry) : own_(own) {
    states_.push_back({entry, 0, 0, ir::nothing});
  }

  std::vector<Schedule> run() {
    for (now_ = 1; now_ <= own_.block_.items.size(); ++now_) {
      const Item item = own_.block_.items[now_ - 1];
      next_.clear();
      seen_.clear();
      for (const State& state : states_)
        item.kind == Item::Kind::fetch ? fetch(state, item.id) : run_step(state, item.id, true);
      // No state has its operands near to their places: look further, from the best ones.
      constexpr size_t tries = 2;
      if (item.kind == Item::Kind::run)
        for (size_t i = 0; next_.empty() && i < std::min(tries, states_.size()); ++i)
          run_step(states_[i], item.id, false);
      if (next_.empty()) give_up(item);
      keep_best();
    }
    std::vector<Schedule> out;
    for (const State& state : states_) out.push_back(finish(state));
    return out;
  }

 private:
  [[nodiscard]] Alive alive() const { return {&own_.last_use_, now_}; }
  [[nodiscard]] bool is_cheap(ValueId v) const { return own_.f_.values[v].cheap; }
  [[nodiscard]] bool is_alive(ValueId v) const { return !is_cheap(v) && alive()(v); }

  void fetch(const State& state, ValueId v) {
    const Stack& stack = state.stack;
    if (is_cheap(v)) {
      add(state, {Move::Kind::push, 0, false, v});
      if (own_.f_.values[v].gas <= 3) return;
    }
    const auto depth_limit = std::min(reach, stack.size());
    for (size_t depth = 1; depth <= depth_limit; ++depth) {
      if (stack[stack.size() - depth] != v) continue;
      add(state, {Move::Kind::dup, static_cast<uint8_t>(depth), false, 0});
      if (depth > 1) add(state, {Move::Kind::swap, static_cast<uint8_t>(depth - 1), false, 0});
      break;
    }
    if (depth_limit == reach && stack.size() > reach && stack[stack.size() - 1 - reach] == v)
      add(state, {Move::Kind::swap, static_cast<uint8_t>(reach), false, 0});
    keep(state);  // it may lie where it should already
  }

  void run_step(const State& state, uint32_t id, bool nearby) {
    const Step& step = own_.block_.steps[id];
    Few<ValueId> top(step.operands.rbegin(), step.operands.rend());
    Alive keeps = alive();
    // A result that is an operand, too, is the copy that stays.
    if (!step.results.empty() && step.results == step.operands) keeps.except = step.results[0];
    const bool swappable = !step.swapped_code.empty();
    const std::span operands{top.data(), top.size()};
    const auto plan = nearby ? own_.shuffler_.bring_nearby(state.stack, operands, swappable, keeps)
                             : own_.shuffler_.bring(state.stack, operands, swappable, keeps);
    if (!plan) return;
    State after = state;
    for (const Move& move : plan->moves) apply(after, move);
    after.stack.resize(after.stack.size() - top.size());
    for (const ValueId v : std::views::reverse(step.results)) after.stack.push_back(v);
    record(after, {Move::Kind::run, 0, plan->swapped, id});
    // What follows a jump runs on one of its ways only.
    const bool jumps =
        now_ == own_.block_.items.size() && own_.block_.exit.kind == Exit::Kind::branch;
    if (own_.must_clean_ && !jumps && !after.stack.empty() && is_surplus(after.stack)) {
      State popped = after;
      apply(popped, {Move::Kind::pop, 0, false, 0});
      keep(popped);
    }
    keep(after);
  }

  /// True if the top word is neither wanted nor the only copy of what is.
  [[nodiscard]] bool is_surplus(const Stack& stack) const {
    const ValueId top = stack.back();
    if (is_pending(top)) return false;
    return !is_alive(top) || std::ranges::count(stack, top) > 1;
  }

  [[nodiscard]] bool is_pending(ValueId v) const {
    return std::ranges::find(own_.pending_[now_], v, &Pending::value) != own_.pending_[now_].end();
  }

  void apply(State& state, Move move) {
    Shuffler::apply(move, state.stack);
    state.cost += unit * own_.shuffler_.gas_of(move) + byte_cost;
    record(state, move);
  }

  void record(State& state, Move move) {
    trail_.push_back({state.trail, move});
    state.trail = static_cast<uint32_t>(trail_.size() - 1);
  }

  void add(const State& state, Move move) {
    State after = state;
    apply(after, move);
    keep(after);
  }

  void keep(const State& state) {
    State after = state;
    after.estimate = after.cost + estimate(after.stack);
    uint64_t hash = after.stack.size();
    for (const ValueId v : after.stack) hash = (hash ^ v) * 0x9e3779b97f4a7c15u + (hash >> 29);
    const auto [at, fresh] = seen_.try_emplace(hash, next_.size());
    if (fresh)
      next_.push_back(std::move(after));
    else if (after.cost < next_[at->second].cost)
      next_[at->second] = std::move(after);
  }

  void keep_best() {
    std::ranges::sort(next_, {}, [](const State& s) { return std::pair(s.estimate, s.trail); });
    if (next_.size() > own_.width_) next_.resize(own_.width_);
    states_.swap(next_);
  }

  /// What the stack will still cost: operands that are not in their place, copies that will be
  /// needed, junk, and values that sink out of reach.
  [[nodiscard]] unsigned estimate(const Stack& stack) const {
    constexpr unsigned move = 3 * unit;
    const Few<Pending>& pending = own_.pending_[now_];
    const size_t rest = stack.size() - std::min(stack.size(), pending.size());
    unsigned cost = 0;
    for (size_t i = 0; i < pending.size(); ++i) {
      const auto& [v, used_by] = pending[i];
      if (rest + i >= stack.size() || stack[rest + i] != v) cost += move;
      const bool last_copy = i + 1 == pending.size() || !is_pending_again(v, i + 1);
      if (!is_cheap(v) && last_copy && own_.last_use_[v] > used_by && !has(stack, rest, v))
        cost += move;
    }
    return cost + junk(stack);
  }

  [[nodiscard]] bool is_pending_again(ValueId v, size_t from) const {
    const Few<Pending>& pending = own_.pending_[now_];
    for (size_t i = from; i < pending.size(); ++i)
      if (pending[i].value == v) return true;
    return false;
  }

  static bool has(const Stack& stack, size_t size, ValueId v) {
    return std::ranges::find(stack.begin(), stack.begin() + static_cast<ptrdiff_t>(size), v) !=
           stack.begin() + static_cast<ptrdiff_t>(size);
  }

  [[nodiscard]] unsigned junk(const Stack& stack) const {
    constexpr size_t safe_depth = 12;
    unsigned cost = 0;
    for (size_t i = 0; i < stack.size(); ++i) {
      const ValueId v = stack[i];
      const size_t depth = stack.size() - i;
      if (is_alive(v) && !has(stack, i, v))
        cost += depth > safe_depth ? static_cast<unsigned>(depth - safe_depth) * unit : 0;
      else if (!is_pending(v))
        cost += !own_.must_clean_ ? unit / 4 : depth == 1 ? 2 * unit : 7 * unit / 2;
    }
    return cost;
  }

  Schedule finish(const State& state) const {
    Schedule out{{}, state.stack, static_cast<double>(state.cost) / unit};
    for (uint32_t t = state.trail; t != ir::nothing; t = trail_[t].before)
      out.moves.push_back(trail_[t].move);
    std::ranges::reverse(out.moves);
    return out;
  }

  /// No state could go on: whatever lies above what is wanted is to blame.
  [[noreturn]] void give_up(Item item) const {
    std::vector<ValueId> candidates;
    const auto consider = [&](ValueId v) {
      if (is_cheap(v) || own_.f_.values[v].pinned ||
          std::ranges::find(candidates, v) != candidates.end())
        return;
      candidates.push_back(v);
    };
    if (item.kind == Item::Kind::fetch) consider(item.id);
    if (item.kind == Item::Kind::run)
      for (const ValueId v : own_.block_.steps[item.id].operands) consider(v);
    for (const ValueId v : states_.front().stack)
      if (is_alive(v)) consider(v);
    throw TooDeep{std::move(candidates)};
  }

  const BlockScheduler& own_;
  uint32_t now_ = 0;
  std::vector<State> states_;
  std::vector<State> next_;
  std::vector<Trail> trail_;
  std::unordered_map<uint64_t, size_t> seen_;
};

std::vector<Schedule> BlockScheduler::run(const Stack& entry) const {
  return Search(*this, entry).run();
}

}  // namespace mozi::codegen
