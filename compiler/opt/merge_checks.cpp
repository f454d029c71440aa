// merge_checks
// Changes: two checks with the same trap and nothing but pure computation between them become one,
// at the
//          place of the second.
// Keeps:   which trap ends the call: all failures of both end in it. No load is moved before a
// check. Needs:   facts, which drops checks that hold; simplify makes use of the result.
//   check T, iszero %a; %b = lt %x, %y; check T, iszero %b  ->  check T, iszero (or %a, %b)
#include "compiler/opt/bounds.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

class MergeChecks {
 public:
  MergeChecks(Function& f, std::vector<Location>& locations)
      : f_(f), bounds_(f), locations_(locations) {}

  bool run(Block& block) {
    insts_ = std::move(block.insts);
    bool changed = false;
    size_t open = insts_.size();  // the check that may be merged into a later one
    for (at_ = 0; at_ < insts_.size(); ++at_) {
      const Inst& inst = f_.insts[insts_[at_]];
      if (inst.op != Op::check) {
        if (info(inst.op).effects != pure) open = insts_.size();
        continue;
      }
      if (open < insts_.size() && f_.insts[insts_[open]].imm == inst.imm) {
        const ValueId both = conjunction(f_.insts[insts_[open]].operands[0], inst.operands[0]);
        f_.insts[insts_[at_]].operands[0] = both;
        remember_place(f_.insts[insts_[open]].location, f_.insts[insts_[at_]].location);
        insts_.erase(insts_.begin() + static_cast<ptrdiff_t>(open));
        --at_;
        changed = true;
      }
      open = at_;
    }
    block.insts = std::move(insts_);
    return changed;
  }

 private:
  /// Lists the earlier check's places behind the later one's.
  void remember_place(LocationId earlier, LocationId& later) {
    if (earlier == nothing || earlier == later) return;
    if (later == nothing) {
      later = earlier;
      return;
    }
    Location both = locations_[later];
    both.also = both.also == nothing ? earlier : joined(both.also, earlier);
    later = static_cast<LocationId>(locations_.size());
    locations_.push_back(both);
  }

  /// The list `first` with `rest` at its end.
  LocationId joined(LocationId first, LocationId rest) {
    Location copy = locations_[first];
    copy.also = copy.also == nothing ? rest : joined(copy.also, rest);
    locations_.push_back(copy);
    return static_cast<LocationId>(locations_.size() - 1);
  }

  /// Not zero exactly if neither `a` nor `b` is.
  ValueId conjunction(ValueId a, ValueId b) {
    const bool negated = negates_freely(a) || negates_freely(b);
    const bool booleans = bounds_.most(a) <= Word{1} && bounds_.most(b) <= Word{1};
    // The earlier one as the deeper operand: it is computed first.
    if (booleans && !negated) return make(Op::and_, {b, a});
    const ValueId first = negation(a);
    return make(Op::iszero, {make(Op::or_, {negation(b), first})});
  }

  [[nodiscard]] bool negates_freely(ValueId v) const {
    const Inst* inst = definition(f_, v);
    return inst != nullptr && (inst->op == Op::iszero || inst->op == Op::eq);
  }

  /// Zero exactly if `v` is not.
  ValueId negation(ValueId v) {
    const Inst* inst = definition(f_, v);
    if (inst != nullptr && inst->op == Op::iszero) return inst->operands[0];
    if (inst != nullptr && inst->op == Op::eq)
      return make(Op::xor_, {inst->operands[0], inst->operands[1]});
    return make(Op::iszero, {v});
  }

  ValueId make(Op op, std::initializer_list<ValueId> operands) {
    const Few<ValueId> list(operands);
    const LocationId location = f_.insts[insts_[at_]].location;
    return insert_before(f_, insts_, at_, op, {list.data(), list.size()}, {}, location);
  }

  Function& f_;
  Bounds bounds_;
  std::vector<Location>& locations_;
  std::vector<InstId> insts_;
  size_t at_ = 0;
};

}  // namespace

bool merge_checks(Program& program) {
  bool changed = false;
  for (Object* object : {&program.init, &program.runtime})
    for (Function& f : object->functions)
      for (Block& block : f.blocks) changed |= MergeChecks(f, program.locations).run(block);
  return changed;
}

}  // namespace mozi::opt
