// Brings a function into the shape that layout, selection and scheduling expect.
#include "compiler/codegen/prepare.hpp"

#include <algorithm>
#include <map>
#include <ranges>

#include "compiler/ir/builder.hpp"

namespace mozi::codegen {
namespace {

using namespace ir;
using Kind = Terminator::Kind;

bool is_constant(const Function& f, ValueId v, const Word& word) {
  const Value& value = f.values[v];
  if (value.kind != Value::Kind::result) return false;
  const Inst& inst = f.insts[value.owner];
  return inst.op == Op::constant && inst.imm == word;
}

void drop_equal_branches(Function& f) {
  for (Block& block : f.blocks) {
    Terminator& t = block.terminator;
    const auto equal = [&](const Edge& e) {
      return e.target == t.edges[0].target && e.arguments == t.edges[0].arguments;
    };
    if ((t.kind == Kind::branch || t.kind == Kind::switch_) &&
        std::ranges::all_of(t.edges, equal)) {
      t.kind = Kind::jump;
      t.operands.clear();
      t.cases.clear();
      t.edges.resize(1);
    }
  }
}

/// A block with one predecessor knows its arguments.
void drop_single_parameters(Function& f) {
  const Cfg cfg = analyse_cfg(f);
  std::vector<ValueId> replacement(f.values.size());
  for (ValueId v = 0; v < replacement.size(); ++v) replacement[v] = v;
  for (const BlockId b : cfg.order) {
    if (cfg.predecessors[b].size() != 1 || f.blocks[b].parameters.empty()) continue;
    for (Edge& e : f.blocks[cfg.predecessors[b][0]].terminator.edges) {
      if (e.target != b) continue;
      for (size_t i = 0; i < e.arguments.size(); ++i)
        replacement[f.blocks[b].parameters[i]] = e.arguments[i];
      e.arguments.clear();
    }
    f.blocks[b].parameters.clear();
  }
  const auto resolve = [&](ValueId v) {
    while (replacement[v] != v) v = replacement[v];
    return v;
  };
  for (const BlockId b : cfg.order) each_use(f, f.blocks[b], [&](ValueId& v) { v = resolve(v); });
}

void merge_straight_lines(Function& f) {
  const Cfg cfg = analyse_cfg(f);
  for (const BlockId b : cfg.order) {
    Block& block = f.blocks[b];
    while (block.terminator.kind == Kind::jump) {
      const BlockId next = block.terminator.edges[0].target;
      if (cfg.predecessors[next].size() != 1 || next == b) break;
      Block& tail = f.blocks[next];
      block.insts.insert(block.insts.end(), tail.insts.begin(), tail.insts.end());
      block.terminator = std::move(tail.terminator);
      block.cold |= tail.cold;
      tail = Block{};
    }
  }
}

bool halts(Kind kind) {
  return kind == Kind::stop || kind == Kind::return_ || kind == Kind::revert ||
         kind == Kind::trap || kind == Kind::invalid || kind == Kind::selfdestruct ||
         kind == Kind::deploy;
}

/// True if the block needs nothing from the stack and ends the call.
bool stands_alone(const Function& f, BlockId b) {
  const Block& block = f.blocks[b];
  if (!halts(block.terminator.kind) || !block.parameters.empty()) return false;
  bool alone = true;
  each_use(f, block, [&](ValueId v) {
    const Value& value = f.values[v];
    const bool own = value.kind == Value::Kind::result &&
                     (f.insts[value.owner].op == Op::constant ||
                      std::ranges::find(block.insts, value.owner) != block.insts.end());
    alone &= own;
  });
  return alone;
}

void split_critical_edges(Function& f) {
  const Cfg cfg = analyse_cfg(f);
  for (const BlockId b : cfg.order) {
    if (f.blocks[b].terminator.edges.size() < 2) continue;
    for (size_t i = 0; i < f.blocks[b].terminator.edges.size(); ++i) {
      const BlockId target = f.blocks[b].terminator.edges[i].target;
      if (cfg.predecessors[target].size() == 1 || stands_alone(f, target)) continue;
      const BlockId middle = add_block(f, "edge");
      f.blocks[middle].cold = f.blocks[target].cold;
      Terminator& t = f.blocks[middle].terminator;
      t.kind = Kind::jump;
      t.location = f.blocks[b].terminator.location;
      t.edges.push_back(std::move(f.blocks[b].terminator.edges[i]));
      f.blocks[b].terminator.edges[i] = {middle, {}};
    }
  }
}

void spread_coldness(Function& f) {
  const Cfg cfg = analyse_cfg(f);
  for (const BlockId b : std::views::reverse(cfg.order)) {
    Block& block = f.blocks[b];
    const Kind kind = block.terminator.kind;
    const auto& edges = block.terminator.edges;
    const auto cold_edge = [&](const Edge& e) {
      return !cfg.retreats(b, e.target) && f.blocks[e.target].cold;
    };
    if (kind == Kind::revert || kind == Kind::trap || kind == Kind::invalid) block.cold = true;
    if (!edges.empty() && std::ranges::all_of(edges, cold_edge)) block.cold = true;
  }
  // What only cold blocks lead to is cold, too.
  for (const BlockId b : cfg.order) {
    const auto& from = cfg.predecessors[b];
    const auto cold = [&](BlockId p) { return cfg.retreats(p, b) || f.blocks[p].cold; };
    if (b != 0 && std::ranges::all_of(from, cold)) f.blocks[b].cold = true;
  }
}

/// A jump to a block that only traps is the trap.
void copy_traps(Function& f) {
  for (Block& block : f.blocks) {
    if (block.terminator.kind != Kind::jump) continue;
    const BlockId target = block.terminator.edges[0].target;
    if (!only_traps(f.blocks[target])) continue;
    const LocationId location = block.terminator.location;
    block.terminator = f.blocks[target].terminator;
    if (block.terminator.location == nothing) block.terminator.location = location;
  }
}

/// c ? a : b as b ^ ((a ^ b) * c): no jump, and c is 0 or 1.
void spell_out_selects(Function& f) {
  for (Block& block : f.blocks) {
    std::vector<InstId> insts;
    for (const InstId i : block.insts) {
      insts.push_back(i);
      if (f.insts[i].op != Op::select) continue;
      const ValueId c = f.insts[i].operands[0];
      const ValueId a = f.insts[i].operands[1];
      const ValueId b = f.insts[i].operands[2];
      const LocationId location = f.insts[i].location;
      if (is_constant(f, b, Word{})) {
        f.insts[i].op = Op::mul;
        f.insts[i].operands = {a, c};
        continue;
      }
      const auto before = [&](Op op, std::initializer_list<ValueId> operands) {
        const InstId made =
            add_inst(f, op, std::span{operands.begin(), operands.size()}, 1, {}, location);
        insts.insert(insts.end() - 1, made);
        return f.insts[made].results[0];
      };
      const ValueId product = before(Op::mul, {before(Op::xor_, {a, b}), c});
      f.insts[i].op = Op::xor_;
      f.insts[i].operands = {product, b};
    }
    block.insts = std::move(insts);
  }
}

/// Gives each region its own copy of values that are cheap to read again. A region is a tree of
/// blocks in which each but the root has one predecessor: there a value stays on the stack.
class Reloader {
 public:
  Reloader(Function& f, bool immutables) : f_(f), cfg_(analyse_cfg(f)), immutables_(immutables) {}

  void run() {
    std::vector<ValueId> candidates;
    for (const BlockId b : cfg_.order)
      for (const InstId i : f_.blocks[b].insts)
        if (can_reload(f_.insts[i])) candidates.push_back(f_.insts[i].results[0]);
    for (const ValueId v : candidates) reload(v);
  }

 private:
  [[nodiscard]] bool can_reload(const Inst& inst) const {
    if (inst.op == Op::load_immutable) return immutables_;
    if (inst.op != Op::calldataload) return false;
    const Value& offset = f_.values[inst.operands[0]];
    return offset.kind == Value::Kind::result && f_.insts[offset.owner].op == Op::constant;
  }

  void reload(ValueId v) {
    const BlockId home = block_of(v);
    std::map<BlockId, ValueId> copies{{home, v}};
    for (const BlockId b : cfg_.order) {
      const bool used = uses(b, v);
      if (b == home || !used) continue;
      ValueId copy = find_copy(copies, b);
      if (copy == nothing) copy = copies[b] = copy_into(b, v);
      each_use(f_, f_.blocks[b], [&](ValueId& use) {
        if (use == v) use = copy;
      });
    }
  }

  [[nodiscard]] bool uses(BlockId b, ValueId v) const {
    bool used = false;
    each_use(f_, f_.blocks[b], [&](ValueId use) { used |= use == v; });
    return used;
  }

  [[nodiscard]] BlockId block_of(ValueId v) const {
    for (const BlockId b : cfg_.order)
      if (std::ranges::find(f_.blocks[b].insts, f_.values[v].owner) != f_.blocks[b].insts.end())
        return b;
    return nothing;
  }

  /// A copy in the part of b's region that every path to b passes.
  [[nodiscard]] ValueId find_copy(const std::map<BlockId, ValueId>& copies, BlockId b) const {
    if (f_.blocks[b].cold) return nothing;
    for (BlockId at = b;; at = cfg_.predecessors[at][0]) {
      if (const auto copy = copies.find(at); copy != copies.end()) return copy->second;
      if (cfg_.predecessors[at].size() != 1) return nothing;
    }
  }

  ValueId copy_into(BlockId b, ValueId v) {
    const Inst original = f_.insts[f_.values[v].owner];
    const InstId made =
        add_inst(f_, original.op, {original.operands.data(), original.operands.size()}, 1,
                 original.imm, original.location);
    f_.blocks[b].insts.insert(f_.blocks[b].insts.begin(), made);
    return f_.insts[made].results[0];
  }

  Function& f_;
  Cfg cfg_;
  bool immutables_;
};

}  // namespace

bool only_traps(const Block& block) {
  return block.insts.empty() && block.terminator.kind == Kind::trap;
}

Function prepare(const Function& original, bool may_reload_immutables) {
  Function f = original;
  drop_equal_branches(f);
  drop_single_parameters(f);
  merge_straight_lines(f);
  copy_traps(f);
  spread_coldness(f);
  split_critical_edges(f);
  spell_out_selects(f);
  Reloader(f, may_reload_immutables).run();
  return f;
}

}  // namespace mozi::codegen
