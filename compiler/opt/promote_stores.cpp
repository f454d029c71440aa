// promote_stores
// Changes: a place in storage or transient storage that a loop reads and writes each time is read
// before the
//          loop, kept in a value, and written where the loop is left.
// Keeps:   loops in which anything else may touch the place, in which an error may come before its
// first use,
//          or which may be left before it is written.
// Needs:   rotate_loops, so that a loop's blocks run at least once; gvn, so that equal places are
// one value.
//   ^1(%i): %2 = sload %s; %3 = add %2, %i; sstore %s, %3; ... branch %c, ^1(%j), ^2
//     ->  %2 = sload %s; ^1(%i, %v): %3 = add %v, %i; ... branch %c, ^1(%j, %3), ^3; ^3: sstore %s,
//     %3
#include <algorithm>
#include <map>

#include "compiler/ir/builder.hpp"
#include "compiler/opt/loops.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/places.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

/// The ops of a space in which words have places.
struct Space {
  Op load;
  Op store;
  uint32_t reads;
  uint32_t writes;
};
constexpr Space spaces[] = {{Op::sload, Op::sstore, R_STORAGE, W_STORAGE},
                            {Op::tload, Op::tstore, R_TRANSIENT, W_TRANSIENT}};

class Promotion {
 public:
  Promotion(const Object& object, Function& f, const Cfg& cfg, const Loop& loop, const Space& space)
      : object_(object), f_(f), cfg_(cfg), loop_(loop), space_(space) {}

  bool run() {
    for (const ValueId place : stored_places()) {
      if (!is_outside(place) || !alone(place) || !used_first_and_always(place)) continue;
      const BlockId before = preheader_of(f_, cfg_, loop_);
      if (before == nothing) return false;
      promote(place, before);
      return true;
    }
    return false;
  }

 private:
  [[nodiscard]] bool is(const Inst& inst, Op op, ValueId place) const {
    return inst.op == op && inst.operands[0] == place;
  }

  [[nodiscard]] std::vector<ValueId> stored_places() const {
    std::vector<ValueId> places;
    for (const BlockId b : loop_.blocks)
      for (const InstId i : f_.blocks[b].insts)
        if (f_.insts[i].op == space_.store) places.push_back(f_.insts[i].operands[0]);
    return places;
  }

  [[nodiscard]] bool is_outside(ValueId v) const {
    for (const BlockId b : loop_.blocks) {
      if (std::ranges::find(f_.blocks[b].parameters, v) != f_.blocks[b].parameters.end())
        return false;
      for (const InstId i : f_.blocks[b].insts)
        if (std::ranges::find(f_.insts[i].results, v) != f_.insts[i].results.end()) return false;
    }
    return true;
  }

  /// True if nothing in the loop touches the place but loads and stores by its own name.
  [[nodiscard]] bool alone(ValueId place) const {
    for (const BlockId b : loop_.blocks)
      for (const InstId i : f_.blocks[b].insts) {
        const Inst& inst = f_.insts[i];
        if (inst.op == space_.load || inst.op == space_.store) {
          if (inst.operands[0] != place && may_alias(f_, inst.operands[0], place)) return false;
        } else if ((info(inst.op).effects & (space_.reads | space_.writes)) != 0) {
          return false;
        }
      }
    return true;
  }

  [[nodiscard]] bool dominates_all(BlockId b, const std::vector<BlockId>& others) const {
    return std::ranges::all_of(others, [&](BlockId o) { return cfg_.dominates(b, o); });
  }

  /// True if no error comes before the first use, and every way round and out of the loop stores.
  [[nodiscard]] bool used_first_and_always(ValueId place) const {
    std::vector<BlockId> ends = loop_.latches;
    for (const BlockId b : loop_.blocks)
      for (const Edge& e : f_.blocks[b].terminator.edges)
        if (!loop_.has(e.target)) ends.push_back(b);
    bool used = false;
    for (const BlockId b : loop_.blocks) {
      if (!dominates_all(b, ends)) {
        if (!used) return false;
        continue;
      }
      for (const InstId i : f_.blocks[b].insts) {
        const Inst& inst = f_.insts[i];
        used |= is(inst, space_.load, place) || is(inst, space_.store, place);
        if (is(inst, space_.store, place)) return true;
        const bool may_fail =
            inst.op == Op::check && object_.traps[inst.imm.low()].kind == Trap::Kind::error;
        if (may_fail && !used) return false;
      }
    }
    return false;
  }

  void promote(ValueId place, BlockId before) {
    const LocationId location = f_.blocks[before].terminator.location;
    const InstId load = add_inst(f_, space_.load, std::span{&place, 1}, 1, {}, location);
    f_.blocks[before].insts.push_back(load);
    add_parameters();
    for (const BlockId b : loop_.blocks) walk(b, place);
    replacements_.apply();
    // Not before the uses of loads are what the loads were: arguments are final from here on.
    f_.blocks[before].terminator.edges[0].arguments.push_back(f_.insts[load].results[0]);
    for (const BlockId b : loop_.blocks) pass_on(b, place);
  }

  /// The header, and blocks of the loop where ways meet, get the current value as a parameter.
  void add_parameters() {
    for (const BlockId b : loop_.blocks)
      if (b == loop_.header || cfg_.predecessors[b].size() > 1)
        current_in_[b] = ir::add_parameter(f_, b);
  }

  void walk(BlockId b, ValueId place) {
    ValueId current =
        current_in_.contains(b) ? current_in_[b] : current_out_.at(cfg_.predecessors[b][0]);
    std::erase_if(f_.blocks[b].insts, [&](InstId i) {
      const Inst& inst = f_.insts[i];
      if (is(inst, space_.load, place)) {
        replacements_.replace(inst.results[0], current);
        return true;
      }
      if (!is(inst, space_.store, place)) return false;
      current = replacements_.resolve(inst.operands[1]);
      location_ = inst.location;
      return true;
    });
    current_out_[b] = current;
  }

  void pass_on(BlockId b, ValueId place) {
    const ValueId current = current_out_[b];
    for (size_t i = 0; i < f_.blocks[b].terminator.edges.size(); ++i) {
      const BlockId target = f_.blocks[b].terminator.edges[i].target;
      if (!loop_.has(target))
        store_on_edge(b, i, place, current);
      else if (current_in_.contains(target))
        f_.blocks[b].terminator.edges[i].arguments.push_back(current);
    }
  }

  void store_on_edge(BlockId b, size_t edge, ValueId place, ValueId current) {
    const BlockId made = add_block(f_, "after_loop");
    const ValueId operands[] = {place, current};
    f_.blocks[made].insts.push_back(add_inst(f_, space_.store, operands, 0, {}, location_));
    Terminator& t = f_.blocks[made].terminator;
    t.kind = Terminator::Kind::jump;
    t.location = f_.blocks[b].terminator.location;
    Edge& out = f_.blocks[b].terminator.edges[edge];
    t.edges.push_back(std::move(out));
    f_.blocks[made].cold = f_.blocks[t.edges[0].target].cold;
    out = {made, {}};
  }

  const Object& object_;
  Function& f_;
  const Cfg& cfg_;
  const Loop& loop_;
  const Space& space_;
  Replacements replacements_{f_};
  std::map<BlockId, ValueId> current_in_;
  std::map<BlockId, ValueId> current_out_;
  LocationId location_ = nothing;
};

bool promote_one(const Object& object, Function& f) {
  const Cfg cfg = analyse_cfg(f);
  for (const Loop& loop : find_loops(cfg))
    for (const Space& space : spaces)
      if (Promotion(object, f, cfg, loop, space).run()) return true;
  return false;
}

}  // namespace

bool promote_stores(Object& object) {
  bool changed = false;
  for (Function& f : object.functions)
    while (promote_one(object, f)) changed = true;
  return changed;
}

}  // namespace mozi::opt
