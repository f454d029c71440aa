// rotate_loops
// Changes: a loop that tests at its begin tests before it and at its end: the test is copied in
// front of the
//          loop, so that what follows runs at least once whenever it is entered.
// Keeps:   what the test computes and when; loops whose test is long, writes, or whose values are
// used where
//          both ways out meet.
// Needs:   simplify_cfg, so that the test ends the header.
//   ^1(%i): branch (lt %i, %n), ^2, ^3; ^2: ... jump ^1(%j)
//     ->  branch (lt %0, %n), ^4, ^3; ^4(%i): ... branch (lt %j, %n), ^4, ^3
#include <algorithm>
#include <map>

#include "compiler/ir/builder.hpp"
#include "compiler/opt/loops.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

class Rotation {
 public:
  Rotation(Function& f, const Cfg& cfg, const Loop& loop) : f_(f), cfg_(cfg), loop_(loop) {}

  bool run() {
    if (!can_rotate()) return false;
    const BlockId before = preheader_of(f_, cfg_, loop_);
    if (before == nothing) return false;
    copy_header(before);
    for (const BlockId target : targets_) pass_values(before, target);
    return true;
  }

 private:
  [[nodiscard]] Block& header() { return f_.blocks[loop_.header]; }

  bool can_rotate() {
    const Terminator& t = header().terminator;
    constexpr size_t longest = 12;
    if (t.kind != Terminator::Kind::branch || header().insts.size() > longest) return false;
    for (const InstId i : header().insts)
      if (!only_reads(info(f_.insts[i].op).effects) || f_.insts[i].op == Op::static_memory)
        return false;
    size_t inside = 0;
    for (const Edge& e : t.edges) {
      if (cfg_.predecessors[e.target].size() != 1 || e.target == loop_.header) return false;
      inside += loop_.has(e.target) ? 1 : 0;
      targets_.push_back(e.target);
    }
    return inside == 1 && values_stay_on_one_way();
  }

  /// True if every use of the header's values is in it or behind one of its targets.
  bool values_stay_on_one_way() {
    values_ = header().parameters;
    for (const InstId i : header().insts)
      values_.insert(values_.end(), f_.insts[i].results.begin(), f_.insts[i].results.end());
    for (const BlockId b : cfg_.order) {
      if (b == loop_.header || behind(targets_[0], b) || behind(targets_[1], b)) continue;
      bool used = false;
      each_use(f_, f_.blocks[b], [&](ValueId v) { used |= is_own(v); });
      if (used) return false;
    }
    return true;
  }

  [[nodiscard]] bool behind(BlockId target, BlockId b) const {
    return b < cfg_.position.size() && cfg_.reachable(b) && cfg_.dominates(target, b);
  }
  [[nodiscard]] bool is_own(ValueId v) const {
    return std::ranges::find(values_, v) != values_.end();
  }

  /// The block in front of the loop ends as the header does, with copies of its values.
  void copy_header(BlockId before) {
    const Edge into = f_.blocks[before].terminator.edges[0];
    for (size_t i = 0; i < into.arguments.size(); ++i)
      copies_[header().parameters[i]] = into.arguments[i];
    for (const InstId i : std::vector(header().insts)) {
      const Inst inst = f_.insts[i];
      const Few<ValueId> operands = copies(inst.operands);
      const InstId made =
          add_inst(f_, inst.op, {operands.data(), operands.size()}, 1, inst.imm, inst.location);
      f_.blocks[before].insts.push_back(made);
      copies_[inst.results[0]] = f_.insts[made].results[0];
      copy_name(inst.results[0], f_.insts[made].results[0]);
    }
    Terminator t = header().terminator;
    t.operands = copies(t.operands);
    for (Edge& e : t.edges) e.arguments = copies(e.arguments);
    f_.blocks[before].terminator = std::move(t);
  }

  void copy_name(ValueId from, ValueId to) {
    f_.values[to].name = f_.values[from].name;
    f_.values[to].variable = f_.values[from].variable;
  }

  [[nodiscard]] Few<ValueId> copies(const Few<ValueId>& list) const {
    Few<ValueId> out;
    for (const ValueId v : list) {
      const auto at = copies_.find(v);
      out.push_back(at == copies_.end() ? v : at->second);
    }
    return out;
  }

  /// What blocks behind `target` use of the header becomes a parameter, as both headers lead there.
  void pass_values(BlockId before, BlockId target) {
    std::map<ValueId, ValueId> parameters;
    for (const BlockId b : cfg_.order) {
      if (!behind(target, b)) continue;
      each_use(f_, f_.blocks[b], [&](ValueId& v) {
        if (!is_own(v)) return;
        if (!parameters.contains(v)) {
          parameters[v] = add_parameter(f_, target);
          copy_name(v, parameters[v]);
        }
        v = parameters[v];
      });
    }
    for (const BlockId from : {loop_.header, before})
      for (Edge& e : f_.blocks[from].terminator.edges)
        if (e.target == target)
          for (const ValueId p : added(target, parameters.size())) {
            const ValueId v = std::ranges::find(parameters, p, [](const auto& entry) {
                                return entry.second;
                              })->first;
            e.arguments.push_back(from == before ? copies({v})[0] : v);
          }
  }

  [[nodiscard]] std::vector<ValueId> added(BlockId target, size_t n) const {
    const std::vector<ValueId>& all = f_.blocks[target].parameters;
    return {all.end() - static_cast<ptrdiff_t>(n), all.end()};
  }

  Function& f_;
  const Cfg& cfg_;
  const Loop& loop_;
  std::vector<BlockId> targets_;
  std::vector<ValueId> values_;  // of the header
  std::map<ValueId, ValueId> copies_;
};

}  // namespace

bool rotate_loops(Function& f) {
  bool changed = false;
  for (bool found = true; found;) {
    found = false;
    const Cfg cfg = analyse_cfg(f);
    for (const Loop& loop : find_loops(cfg)) {
      // A latch that branches is a test at the end: the loop is rotated already.
      const bool tests_at_end = std::ranges::any_of(loop.latches, [&](BlockId latch) {
        return f.blocks[latch].terminator.kind != Terminator::Kind::jump;
      });
      found = !tests_at_end && Rotation(f, cfg, loop).run();
      if (found) break;
    }
    changed |= found;
  }
  return changed;
}

}  // namespace mozi::opt
