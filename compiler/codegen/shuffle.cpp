// Finds the cheapest DUPs, SWAPs, POPs and PUSHes between two stacks: best-first search with a
// bound on its work, and a plain method where the bound is met.
#include "compiler/codegen/shuffle.hpp"

#include <algorithm>
#include <queue>
#include <unordered_set>

namespace mozi::codegen {
namespace {

constexpr size_t max_nodes = 150;
constexpr unsigned dup_gas = 3;
constexpr unsigned swap_gas = 3;
constexpr unsigned pop_gas = 2;

size_t count(std::span<const ValueId> list, ValueId v) {
  return static_cast<size_t>(std::ranges::count(list, v));
}
std::span<const ValueId> view(const Stack& stack) {
  return {stack.data(), stack.size()};
}

uint64_t hash(const Stack& stack) {
  uint64_t h = stack.size();
  for (const ValueId v : stack) h = (h ^ v) * 0x9e3779b97f4a7c15u + (h >> 29);
  return h;
}

struct Node {
  Stack stack;
  unsigned gas;
  uint32_t parent;
  Move move;
};

/// A* over stacks, for plans of at most `most_gas`. Goal: reached(stack), bound(stack),
/// moves(stack, try_move).
template <class Goal>
std::optional<Plan> search(const Shuffler& shuffler, const Stack& from, const Goal& goal,
                           unsigned most_gas) {
  struct Entry {
    unsigned estimate;
    uint32_t node;
    bool operator<(const Entry& other) const {
      return std::pair(estimate, node) > std::pair(other.estimate, other.node);
    }
  };
  if (goal.bound(from) > most_gas) return std::nullopt;
  std::vector<Node> nodes{{from, 0, ir::nothing, {}}};
  std::priority_queue<Entry> open;
  std::unordered_set<uint64_t> closed;
  open.push({goal.bound(from), 0});
  while (!open.empty() && closed.size() < max_nodes) {
    const uint32_t at = open.top().node;
    open.pop();
    if (!closed.insert(hash(nodes[at].stack)).second) continue;
    if (goal.reached(nodes[at].stack)) {
      Plan plan{{}, nodes[at].stack, nodes[at].gas, false};
      for (uint32_t n = at; nodes[n].parent != ir::nothing; n = nodes[n].parent)
        plan.moves.push_back(nodes[n].move);
      std::ranges::reverse(plan.moves);
      return plan;
    }
    const Stack stack = nodes[at].stack;
    const unsigned gas = nodes[at].gas;
    goal.moves(stack, [&](Move move) {
      Node next{stack, gas + shuffler.gas_of(move), at, move};
      Shuffler::apply(move, next.stack);
      const unsigned estimate = next.gas + goal.bound(next.stack);
      if (estimate > most_gas || closed.contains(hash(next.stack))) return;
      open.push({estimate, static_cast<uint32_t>(nodes.size())});
      nodes.push_back(std::move(next));
    });
  }
  return std::nullopt;
}

/// What all goals have in common: how many copies of each value are wanted, and how to add one.
class Wants {
 public:
  Wants(const StackFunction& f, std::span<const ValueId> values) : f_(f) {
    for (const ValueId v : values) {
      const auto at = std::ranges::find(list_, v, &Want::value);
      if (at == list_.end())
        list_.push_back({v, 1});
      else
        ++at->copies;
    }
  }

  void one_more(ValueId v) { ++std::ranges::find(list_, v, &Want::value)->copies; }
  [[nodiscard]] bool wants(ValueId v) const { return find(v) != list_.end(); }

  [[nodiscard]] size_t copies(ValueId v) const {
    const auto at = find(v);
    return at == list_.end() ? 0 : at->copies;
  }

  /// The gas to make the copies that a stack lacks.
  [[nodiscard]] unsigned missing_gas(const Stack& stack) const {
    unsigned gas = 0;
    for (const Want& want : list_) {
      const size_t present = count(view(stack), want.value);
      if (present < want.copies)
        gas += static_cast<unsigned>(want.copies - present) * copy_gas(want.value);
    }
    return gas;
  }

  void add_missing(const Stack& stack, auto try_move) const {
    for (const Want& want : list_)
      if (count(view(stack), want.value) < want.copies) add_copy(stack, want.value, try_move);
  }

  void add_copy(const Stack& stack, ValueId v, auto try_move) const {
    if (f_.values[v].cheap) try_move(Move{Move::Kind::push, 0, false, v});
    for (size_t depth = 1; depth <= std::min(reach, stack.size()); ++depth) {
      if (stack[stack.size() - depth] != v) continue;
      if (!f_.values[v].cheap || f_.values[v].gas > dup_gas)
        try_move(Move{Move::Kind::dup, static_cast<uint8_t>(depth), false, 0});
      return;
    }
  }

 private:
  struct Want {
    ValueId value;
    size_t copies;
  };
  using List = boost::container::small_vector<Want, 12>;

  [[nodiscard]] List::const_iterator find(ValueId v) const {
    return std::ranges::find(list_, v, &Want::value);
  }
  [[nodiscard]] unsigned copy_gas(ValueId v) const {
    return f_.values[v].cheap ? std::min<unsigned>(f_.values[v].gas, dup_gas) : dup_gas;
  }

  const StackFunction& f_;
  List list_;
};

class BringGoal {
 public:
  BringGoal(const StackFunction& f, std::span<const ValueId> top, bool swappable,
            const Alive& alive)
      : f_(f), top_(top), swappable_(swappable), alive_(alive), wants_(f, top) {
    for (size_t i = 0; i < top.size(); ++i)
      if (kept(top[i]) && count(top.first(i), top[i]) == 0) wants_.one_more(top[i]);
  }

  [[nodiscard]] bool reached(const Stack& stack) const {
    return wants_.missing_gas(stack) == 0 && (matches(stack, false) || matches(stack, true));
  }
  /// True if the topmost words are as wanted, with or without the exchange of the last two.
  [[nodiscard]] bool matches(const Stack& stack, bool exchanged) const {
    const size_t n = top_.size();
    if (stack.size() < n || (exchanged && (!swappable_ || n < 2))) return false;
    for (size_t i = 0; i < n; ++i) {
      const size_t want = exchanged && i + 2 >= n ? (2 * n - 3) - i : i;
      if (stack[stack.size() - n + i] != top_[want]) return false;
    }
    return true;
  }
  [[nodiscard]] unsigned bound(const Stack& stack) const {
    const unsigned missing = wants_.missing_gas(stack);
    if (missing != 0 || matches(stack, false) || matches(stack, true)) return missing;
    return pop_gas;
  }

  void moves(const Stack& stack, auto try_move) const {
    wants_.add_missing(stack, try_move);
    if (stack.empty()) return;
    const ValueId top = stack.back();
    const size_t needed = std::max(wants_.copies(top), size_t{kept(top) ? 1u : 0u});
    if (count(view(stack), top) > needed) try_move(Move{Move::Kind::pop, 0, false, 0});
    for (size_t depth = 1; depth <= std::min(reach, stack.size() - 1); ++depth) {
      const ValueId other = stack[stack.size() - 1 - depth];
      if (other != top && (wants_.wants(other) || wants_.wants(top)))
        try_move(Move{Move::Kind::swap, static_cast<uint8_t>(depth), false, 0});
    }
  }

 private:
  [[nodiscard]] bool kept(ValueId v) const { return !f_.values[v].cheap && alive_(v); }

  const StackFunction& f_;
  std::span<const ValueId> top_;
  bool swappable_;
  const Alive& alive_;
  Wants wants_;
};

/// Surplus words on a stack: the gas to remove them if each comes to the top by itself.
unsigned surplus_gas(const Wants& wants, const Stack& stack) {
  unsigned gas = 0;
  for (size_t i = 0; i < stack.size(); ++i)
    if (count({stack.data(), i}, stack[i]) >= wants.copies(stack[i])) gas += pop_gas;
  return gas;
}

bool is_surplus(const Wants& wants, const Stack& stack, ValueId v) {
  return count(view(stack), v) > wants.copies(v);
}

class ArrangeGoal {
 public:
  ArrangeGoal(const StackFunction& f, const Stack& from, std::span<const ValueId> target)
      : target_(target), wants_(f, target) {
    while (fixed_ < std::min(from.size(), target.size()) && from[fixed_] == target[fixed_])
      ++fixed_;
  }

  [[nodiscard]] bool reached(const Stack& stack) const {
    return std::ranges::equal(stack, target_);
  }

  [[nodiscard]] unsigned bound(const Stack& stack) const {
    unsigned misplaced = 0;
    for (size_t i = fixed_; i < std::min(stack.size(), target_.size()); ++i)
      if (stack[i] != target_[i] && !is_surplus(wants_, stack, stack[i])) ++misplaced;
    const unsigned swaps = misplaced > 1 ? misplaced - 1 : 0;
    return wants_.missing_gas(stack) + surplus_gas(wants_, stack) + swap_gas * swaps;
  }

  void moves(const Stack& stack, auto try_move) const {
    wants_.add_missing(stack, try_move);
    if (stack.empty()) return;
    const ValueId top = stack.back();
    const size_t top_at = stack.size() - 1;
    if (is_surplus(wants_, stack, top)) try_move(Move{Move::Kind::pop, 0, false, 0});
    for (size_t depth = 1; depth <= std::min(reach, top_at) && top_at - depth >= fixed_; ++depth) {
      const size_t at = top_at - depth;
      const ValueId other = stack[at];
      if (other == top || (at < target_.size() && target_[at] == other)) continue;
      try_move(Move{Move::Kind::swap, static_cast<uint8_t>(depth), false, 0});
    }
  }

 private:
  std::span<const ValueId> target_;
  Wants wants_;
  size_t fixed_ = 0;  // so many of the deepest words are right from the start
};

class CollectGoal {
 public:
  CollectGoal(const StackFunction& f, std::span<const ValueId> values)
      : size_(values.size()), wants_(f, values) {}

  [[nodiscard]] bool reached(const Stack& stack) const {
    return stack.size() == size_ && wants_.missing_gas(stack) == 0;
  }
  [[nodiscard]] unsigned bound(const Stack& stack) const {
    return wants_.missing_gas(stack) + surplus_gas(wants_, stack);
  }

  void moves(const Stack& stack, auto try_move) const {
    wants_.add_missing(stack, try_move);
    if (stack.empty()) return;
    if (is_surplus(wants_, stack, stack.back())) {
      try_move(Move{Move::Kind::pop, 0, false, 0});
      return;
    }
    for (size_t depth = 1; depth <= std::min(reach, stack.size() - 1); ++depth)
      if (is_surplus(wants_, stack, stack[stack.size() - 1 - depth]))
        try_move(Move{Move::Kind::swap, static_cast<uint8_t>(depth), false, 0});
  }

 private:
  size_t size_;
  Wants wants_;
};

/// Builds a plan move by move, for the plain methods.
class Planner {
 public:
  Planner(const Shuffler& shuffler, const Stack& from) : shuffler_(shuffler) { plan.stack = from; }
  void add(Move move) {
    Shuffler::apply(move, plan.stack);
    plan.gas += shuffler_.gas_of(move);
    plan.moves.push_back(move);
  }
  Plan plan;

 private:
  const Shuffler& shuffler_;
};

/// Copies all of `top`, leaving the originals where they are.
std::optional<Plan> bring_plainly(const Shuffler& shuffler, const StackFunction& f,
                                  const Stack& from, std::span<const ValueId> top) {
  Planner planner(shuffler, from);
  for (const ValueId v : top) {
    const Wants one(f, {&v, 1});
    bool done = false;
    one.add_copy(planner.plan.stack, v, [&](Move move) {
      if (!done) planner.add(move);
      done = true;
    });
    if (!done) return std::nullopt;
  }
  return std::move(planner.plan);
}

/// Follows the cycles of the permutation.
std::optional<Plan> arrange_plainly(const Shuffler& shuffler, const StackFunction& f,
                                    const Stack& from, std::span<const ValueId> target) {
  const Wants wants(f, target);
  Planner planner(shuffler, from);
  const Stack& stack = planner.plan.stack;
  const auto right = [&](size_t i) { return i < target.size() && stack[i] == target[i]; };
  for (size_t rounds = 4 * (from.size() + target.size()) + 16; rounds > 0; --rounds) {
    if (std::ranges::equal(stack, target)) return std::move(planner.plan);
    if (!stack.empty() && is_surplus(wants, stack, stack.back())) {
      planner.add({Move::Kind::pop, 0, false, 0});
      continue;
    }
    // A place below for the top word, else any word below that is wrong.
    size_t place = stack.size();
    for (size_t i = 0; i + 1 < stack.size() && place == stack.size(); ++i)
      if (!right(i) && i < target.size() && target[i] == stack.back()) place = i;
    const bool top_is_settled = stack.empty() || right(stack.size() - 1) || place == stack.size();
    for (size_t i = 0; top_is_settled && i + 1 < stack.size() && place == stack.size(); ++i)
      if (!right(i) && stack[i] != stack.back()) place = i;
    const bool lacks = wants.missing_gas(stack) != 0;
    if (place != stack.size() && !(lacks && top_is_settled)) {
      const size_t depth = stack.size() - 1 - place;
      if (depth > reach) return std::nullopt;
      planner.add({Move::Kind::swap, static_cast<uint8_t>(depth), false, 0});
      continue;
    }
    bool added = false;
    const ValueId next = stack.size() < target.size() ? target[stack.size()] : ir::nothing;
    const auto add_first = [&](Move move) {
      if (!added) planner.add(move);
      added = true;
    };
    if (next != ir::nothing && count(view(stack), next) < wants.copies(next))
      wants.add_copy(stack, next, add_first);
    if (!added) wants.add_missing(stack, add_first);
    if (!added) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

unsigned Shuffler::gas_of(const Move& move) const {
  switch (move.kind) {
    case Move::Kind::dup:
      return dup_gas;
    case Move::Kind::swap:
      return swap_gas;
    case Move::Kind::pop:
      return pop_gas;
    case Move::Kind::push:
      return f_.values[move.id].gas;
    case Move::Kind::run:
      return 0;
  }
  return 0;
}

void Shuffler::apply(const Move& move, Stack& stack) {
  switch (move.kind) {
    case Move::Kind::dup:
      stack.push_back(stack[stack.size() - move.depth]);
      return;
    case Move::Kind::swap:
      std::swap(stack.back(), stack[stack.size() - 1 - move.depth]);
      return;
    case Move::Kind::pop:
      stack.pop_back();
      return;
    case Move::Kind::push:
      stack.push_back(move.id);
      return;
    case Move::Kind::run:
      return;
  }
}

std::optional<Plan> Shuffler::bring(const Stack& from, std::span<const ValueId> top, bool swappable,
                                    const Alive& alive) const {
  const BringGoal goal(f_, top, swappable, alive);
  std::optional<Plan> plan;
  if (goal.reached(from)) {
    plan = Plan{{}, from, 0, false};
  } else {
    plan = bring_plainly(*this, f_, from, top);
    if (auto better = search(*this, from, goal, plan ? plan->gas - 1 : no_limit))
      plan = std::move(better);
  }
  if (plan) plan->swapped = !goal.matches(plan->stack, false);
  return plan;
}

std::optional<Plan> Shuffler::bring_nearby(const Stack& from, std::span<const ValueId> top,
                                           bool swappable, const Alive& alive) const {
  const BringGoal goal(f_, top, swappable, alive);
  const auto finish = [&](Plan plan) {
    plan.swapped = !goal.matches(plan.stack, false);
    return plan;
  };
  if (goal.reached(from)) return finish({{}, from, 0, false});
  if (goal.bound(from) > 2 * dup_gas) return std::nullopt;
  Few<Move> first;
  goal.moves(from, [&](Move move) { first.push_back(move); });
  Plan best{{}, {}, no_limit, false};
  const auto consider = [&](const Stack& stack, unsigned gas, std::initializer_list<Move> moves) {
    if (gas < best.gas && goal.reached(stack)) best = {moves, stack, gas, false};
  };
  Stack stack = from;
  for (const Move& m : first) {
    apply(m, stack);
    consider(stack, gas_of(m), {m});
    stack = from;
  }
  if (best.gas != no_limit) return finish(std::move(best));
  for (const Move& m : first) {
    apply(m, stack);
    if (goal.bound(stack) <= dup_gas) {
      Few<Move> second;
      goal.moves(stack, [&](Move move) { second.push_back(move); });
      const Stack middle = stack;
      for (const Move& n : second) {
        apply(n, stack);
        consider(stack, gas_of(m) + gas_of(n), {m, n});
        stack = middle;
      }
    }
    stack = from;
  }
  if (best.gas == no_limit) return std::nullopt;
  return finish(std::move(best));
}

std::optional<Plan> Shuffler::arrange(const Stack& from, std::span<const ValueId> target) const {
  if (std::ranges::equal(from, target)) return Plan{{}, from, 0, false};
  const ArrangeGoal goal(f_, from, target);
  auto plain = arrange_plainly(*this, f_, from, target);
  if (plain && plain->gas <= goal.bound(from)) return plain;
  auto better = search(*this, from, goal, plain ? plain->gas - 1 : no_limit);
  return better ? better : plain;
}

std::optional<Plan> Shuffler::collect(const Stack& from, std::span<const ValueId> values) const {
  return search(*this, from, CollectGoal(f_, values), no_limit);
}

}  // namespace mozi::codegen
