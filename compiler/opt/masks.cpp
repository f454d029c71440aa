// Masks over values whose possible bits are known: what they take away may be nothing, or be taken
// away below.
#include "compiler/opt/masks.hpp"

#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

constexpr int impossible = 1000;

/// The constant of an and_ that has one; null for anything else.
const Word* mask_of(const Function& f, const Inst* inst) {
  return inst != nullptr && inst->op == Op::and_ ? constant(f, inst->operands[1]) : nullptr;
}

}  // namespace

ValueId Masks::without_mask(InstId id, std::vector<InstId>& insts, size_t& at) {
  const Inst& inst = f_.insts[id];
  const Word* found = mask_of(f_, &inst);
  if (found == nullptr) return nothing;
  const Word mask = *found;
  const ValueId v = inst.operands[0];
  if ((known_.bits(v) & ~mask).is_zero()) return v;
  const Inst* inner = definition(f_, v);
  if (inner == nullptr || inner->op != Op::or_ || !used_once(v) || cost(v, mask) > 0)
    return nothing;
  insts_ = &insts;
  at_ = &at;
  location_ = inst.location;
  const ValueId result = inst.results[0];
  const ValueId made = build(v, mask);
  if (result < uses_.size()) uses_[made] = uses_[result];
  return made;
}

int Masks::cost(ValueId v, const Word& mask) {
  const Word bits = known_.bits(v);
  if ((bits & ~mask).is_zero() || (bits & mask).is_zero()) return 0;
  const Inst* inst = definition(f_, v);
  if (inst != nullptr && inst->op == Op::or_ && used_once(v))
    return cost(inst->operands[0], mask) + cost(inst->operands[1], mask);
  if (mask_of(f_, inst) != nullptr) return used_once(v) ? 0 : 1;
  return impossible;
}

ValueId Masks::build(ValueId v, const Word& mask) {
  const auto make = [&](Op op, std::initializer_list<ValueId> operands, const Word& imm = {}) {
    const ValueId made = insert_before(
        f_, *insts_, *at_, op, std::span{operands.begin(), operands.size()}, imm, location_);
    uses_.resize(f_.values.size());
    uses_[made] = 1;
    return made;
  };
  const Word bits = known_.bits(v);
  if ((bits & ~mask).is_zero()) return v;
  if ((bits & mask).is_zero()) return make(Op::constant, {}, Word{});
  const Inst inst = *definition(f_, v);
  if (inst.op == Op::and_) {
    const Word both = *constant(f_, inst.operands[1]) & mask;
    return make(Op::and_, {inst.operands[0], make(Op::constant, {}, both)});
  }
  const ValueId left = build(inst.operands[0], mask);
  return make(Op::or_, {left, build(inst.operands[1], mask)});
}

}  // namespace mozi::opt
