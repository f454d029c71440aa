// simplify_cfg
// Changes: branches and switches on constants become jumps; checks that hold go and checks that
// fail end
//          their block; a branch to a block that only traps becomes a check; blocks with one way in
//          and one way out become one; edges lead past empty blocks.
// Keeps:   the order of effects.
// Needs:   simplify, so that constants show.
//   branch %c, ^1 (trap panic(0x11)), ^2  ->  check panic(0x11), iszero %c; jump ^2
#include <algorithm>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/cfg.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;
using Kind = Terminator::Kind;

namespace {

class SimplifyCfg {
 public:
  explicit SimplifyCfg(Function& f) : f_(f) {}

  bool run() {
    bool changed = false;
    for (BlockId b = 0; b < f_.blocks.size(); ++b) {
      changed |= settle_checks(b);
      changed |= settle_terminator(f_.blocks[b].terminator);
      changed |= branch_to_check(b);
      changed |= skip_empty_blocks(f_.blocks[b].terminator);
    }
    changed |= merge_straight_lines();
    return changed;
  }

 private:
  /// Drops checks of constants; what follows one that fails is never reached.
  bool settle_checks(BlockId b) {
    std::vector<InstId> kept;
    const std::vector<InstId> insts = f_.blocks[b].insts;
    for (const InstId i : insts) {
      const Word* word =
          f_.insts[i].op == Op::check ? constant(f_, f_.insts[i].operands[0]) : nullptr;
      if (word == nullptr) {
        kept.push_back(i);
        continue;
      }
      if (!word->is_zero()) continue;
      Terminator& t = f_.blocks[b].terminator;
      t = {.kind = Kind::trap,
           .operands = {},
           .cases = {},
           .edges = {},
           .trap = static_cast<TrapId>(f_.insts[i].imm.low()),
           .location = f_.insts[i].location};
      break;
    }
    if (kept.size() == insts.size()) return false;
    f_.blocks[b].insts = std::move(kept);
    return true;
  }

  bool become_jump(Terminator& t, size_t edge) {
    Edge only = std::move(t.edges[edge]);
    t.kind = Kind::jump;
    t.operands.clear();
    t.cases.clear();
    t.edges.assign(1, std::move(only));
    return true;
  }

  bool settle_terminator(Terminator& t) {
    if (t.kind != Kind::branch && t.kind != Kind::switch_) return false;
    const auto equal = [&](const Edge& e) {
      return e.target == t.edges[0].target && e.arguments == t.edges[0].arguments;
    };
    if (std::ranges::all_of(t.edges, equal)) return become_jump(t, 0);
    const Word* word = constant(f_, t.operands[0]);
    if (word == nullptr) return false;
    if (t.kind == Kind::branch) return become_jump(t, word->is_zero() ? 1 : 0);
    const auto at = std::ranges::find(t.cases, *word);
    return become_jump(t, static_cast<size_t>(at - t.cases.begin()));
  }

  [[nodiscard]] bool only_traps(BlockId b) const {
    return f_.blocks[b].insts.empty() && f_.blocks[b].terminator.kind == Kind::trap;
  }

  bool branch_to_check(BlockId b) {
    if (f_.blocks[b].terminator.kind != Kind::branch) return false;
    for (const size_t side : {size_t{0}, size_t{1}}) {
      Terminator& t = f_.blocks[b].terminator;
      if (!only_traps(t.edges[side].target)) continue;
      const Word trap{f_.blocks[t.edges[side].target].terminator.trap};
      const LocationId location = t.location;
      ValueId condition = t.operands[0];
      become_jump(t, 1 - side);
      if (side == 0) condition = append(b, Op::iszero, condition, 1, {}, location);
      append(b, Op::check, condition, 0, trap, location);
      return true;
    }
    return false;
  }

  ValueId append(BlockId b, Op op, ValueId operand, size_t results, const Word& imm,
                 LocationId location) {
    const InstId made = add_inst(f_, op, {&operand, 1}, results, imm, location);
    f_.blocks[b].insts.push_back(made);
    return results == 0 ? nothing : f_.insts[made].results[0];
  }

  /// An edge to a block that only jumps on, without arguments of its own making, jumps there.
  bool skip_empty_blocks(Terminator& t) {
    bool changed = false;
    for (Edge& e : t.edges) {
      for (int hops = 0; hops < 8; ++hops) {
        const Block& target = f_.blocks[e.target];
        if (!target.insts.empty() || target.terminator.kind != Kind::jump) break;
        const Edge& next = target.terminator.edges[0];
        if (next.target == e.target || !only_uses_own(target)) break;
        e = follow(target, e);
        changed = true;
      }
    }
    return changed;
  }

  /// The block's parameters must be used by its own edge only.
  [[nodiscard]] bool only_uses_own(const Block& block) const {
    if (block.parameters.empty()) return true;
    for (const Block& other : f_.blocks) {
      if (&other == &block) continue;
      bool used = false;
      each_use(f_, other, [&](ValueId v) {
        used |= std::ranges::find(block.parameters, v) != block.parameters.end();
      });
      if (used) return false;
    }
    return true;
  }

  static Edge follow(const Block& block, const Edge& into) {
    Edge out = block.terminator.edges[0];
    for (ValueId& v : out.arguments) {
      const auto at = std::ranges::find(block.parameters, v);
      if (at != block.parameters.end())
        v = into.arguments[static_cast<size_t>(at - block.parameters.begin())];
    }
    return out;
  }

  bool merge_straight_lines() {
    const Cfg cfg = analyse_cfg(f_);
    Replacements replacements(f_);
    bool changed = empty_unreachable_blocks(f_, cfg);
    for (const BlockId b : cfg.order) {
      while (f_.blocks[b].terminator.kind == Kind::jump) {
        const Edge edge = f_.blocks[b].terminator.edges[0];
        const BlockId next = edge.target;
        if (next == b || cfg.predecessors[next].size() != 1) break;
        Block& block = f_.blocks[b];
        Block& tail = f_.blocks[next];
        for (size_t i = 0; i < edge.arguments.size(); ++i)
          replacements.replace(tail.parameters[i], edge.arguments[i]);
        block.insts.insert(block.insts.end(), tail.insts.begin(), tail.insts.end());
        block.terminator = std::move(tail.terminator);
        block.cold |= tail.cold;
        tail = Block{};
        tail.terminator.kind = Kind::invalid;
        changed = true;
      }
    }
    replacements.apply();
    return changed;
  }

  Function& f_;
};

}  // namespace

bool simplify_cfg(Function& f) {
  bool changed = false;
  while (SimplifyCfg(f).run()) changed = true;
  return changed;
}

}  // namespace mozi::opt
