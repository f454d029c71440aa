// hoist
// Changes: what a loop computes anew each time, the same each time, is computed in front of it:
// hashes,
//          divisions, and loads whose place the loop does not write.
// Keeps:   cheap values where they are; a load that an error could come before: a path that fails
// must not
//          pay for loads that it did not reach. A panic is no such error.
// Needs:   rotate_loops, so that a loop's blocks run at least once; gvn.
//   ^1(%i): %2 = mapping_slot %0, %1; ... branch %c, ^1(%j), ^3  ->  %2 = mapping_slot %0, %1; jump
//   ^1(%0)
#include <algorithm>

#include "compiler/opt/loops.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/places.hpp"
#include "compiler/opt/values.hpp"

// Most ops are cheap.
#pragma GCC diagnostic ignored "-Wswitch-enum"

namespace mozi::opt {

using namespace ir;

namespace {

class Hoist {
 public:
  Hoist(const Object& object, Function& f, const Cfg& cfg, const Loop& loop)
      : object_(object),
        f_(f),
        cfg_(cfg),
        loop_(loop),
        writes_(writes_of(f, loop)),
        inside_(f.values.size()) {
    for (const BlockId b : loop.blocks) {
      for (const ValueId v : f.blocks[b].parameters) inside_[v] = 1;
      for (const InstId i : f.blocks[b].insts)
        for (const ValueId v : f.insts[i].results) inside_[v] = 1;
    }
  }

  bool run() {
    for (const BlockId b : loop_.blocks)
      if (runs_each_time(b)) collect(b);
    if (std::ranges::none_of(moved_, [&](InstId i) { return pays(f_.insts[i]); })) return false;
    drop_what_pays_nothing();
    const BlockId before = preheader_of(f_, cfg_, loop_);
    if (before == nothing) return false;
    for (const BlockId b : loop_.blocks)
      std::erase_if(f_.blocks[b].insts, [&](InstId i) { return is_moved(i); });
    std::vector<InstId>& insts = f_.blocks[before].insts;
    insts.insert(insts.end(), moved_.begin(), moved_.end());
    return true;
  }

 private:
  [[nodiscard]] bool is_moved(InstId i) const {
    return std::ranges::find(moved_, i) != moved_.end();
  }

  [[nodiscard]] bool runs_each_time(BlockId b) const {
    return std::ranges::all_of(loop_.latches,
                               [&](BlockId latch) { return cfg_.dominates(b, latch); });
  }

  void collect(BlockId b) {
    for (const InstId i : f_.blocks[b].insts) {
      const Inst& inst = f_.insts[i];
      if (inst.op == Op::check)
        may_fail_ |= object_.traps[inst.imm.low()].kind == Trap::Kind::error;
      const bool fixed =
          inst.results.size() == 1 && inst.op != Op::static_memory &&
          std::ranges::none_of(inst.operands, [&](ValueId v) { return inside_[v] != 0; });
      if (!fixed || !may_move(inst)) continue;
      moved_.push_back(i);
      inside_[inst.results[0]] = 0;
    }
    for (const Edge& e : f_.blocks[b].terminator.edges)
      may_fail_ |= !loop_.has(e.target) || !runs_each_time(e.target);
  }

  [[nodiscard]] bool may_move(const Inst& inst) const {
    if (info(inst.op).effects == pure) return true;
    if (may_fail_) return false;
    if (inst.op == Op::sload) return unwritten(inst.operands[0], writes_.storage, W_STORAGE);
    if (inst.op == Op::tload) return unwritten(inst.operands[0], writes_.transient, W_TRANSIENT);
    return false;
  }

  [[nodiscard]] bool unwritten(ValueId place, const std::vector<ValueId>& stores,
                               uint32_t effect) const {
    return (writes_.effects & effect) == 0 &&
           std::ranges::none_of(stores, [&](ValueId store) { return may_alias(f_, store, place); });
  }

  /// True if the value costs clearly more than a copy on the stack.
  [[nodiscard]] static bool pays(const Inst& inst) {
    switch (inst.op) {
      case Op::mapping_slot:
      case Op::array_slot:
      case Op::sload:
      case Op::tload:
      case Op::div:
      case Op::sdiv:
      case Op::mod:
      case Op::smod:
      case Op::mulmod:
      case Op::addmod:
      case Op::exp:
        return true;
      default:
        return false;
    }
  }

  /// Cheap values move only if what pays needs them.
  void drop_what_pays_nothing() {
    std::vector<uint8_t> needed(f_.values.size());
    for (size_t i = moved_.size(); i-- > 0;) {
      const Inst& inst = f_.insts[moved_[i]];
      if (!pays(inst) && needed[inst.results[0]] == 0) {
        moved_.erase(moved_.begin() + static_cast<ptrdiff_t>(i));
        continue;
      }
      for (const ValueId v : inst.operands) needed[v] = 1;
    }
  }

  const Object& object_;
  Function& f_;
  const Cfg& cfg_;
  const Loop& loop_;
  LoopWrites writes_;
  std::vector<uint8_t> inside_;  // values that the loop makes
  std::vector<InstId> moved_;    // in order
  bool may_fail_ = false;
};

}  // namespace

bool hoist(Object& object) {
  bool changed = false;
  for (Function& f : object.functions) {
    for (bool found = true; found;) {
      found = false;
      const Cfg cfg = analyse_cfg(f);
      for (const Loop& loop : find_loops(cfg)) {
        found = Hoist(object, f, cfg, loop).run();
        if (found) break;
      }
      changed |= found;
    }
  }
  return changed;
}

}  // namespace mozi::opt
