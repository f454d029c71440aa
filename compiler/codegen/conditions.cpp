// Turns checks and branches into jumps that are taken on a word other than zero.
#include "compiler/codegen/conditions.hpp"

#include <utility>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/cfg.hpp"

namespace mozi::codegen {
namespace {

using namespace ir;

class Conditions {
 public:
  explicit Conditions(Function& f) : f_(f), uses_(count_uses(f, analyse_cfg(f))) {}

  void run(const std::vector<BlockId>& order) {
    for (size_t i = 0; i < order.size(); ++i) {
      lower_checks(order[i]);
      lower_branch(order[i], i + 1 < order.size() ? order[i + 1] : nothing);
    }
  }

 private:
  void lower_checks(BlockId b) {
    const std::vector<InstId> insts = std::exchange(f_.blocks[b].insts, {});
    for (const InstId i : insts) {
      if (f_.insts[i].op == Op::check) {
        location_ = f_.insts[i].location;
        const ValueId failed = negate(b, f_.insts[i].operands[0]);
        f_.insts[i].operands[0] = failed;
      }
      f_.blocks[b].insts.push_back(i);
    }
  }

  void lower_branch(BlockId b, BlockId next) {
    if (f_.blocks[b].terminator.kind != Terminator::Kind::branch) return;
    location_ = f_.blocks[b].terminator.location;
    const ValueId condition = f_.blocks[b].terminator.operands[0];
    const bool exchange = f_.blocks[b].terminator.edges[0].target == next;
    const ValueId jumps = exchange ? negate(b, condition) : truth(b, condition);
    Terminator& t = f_.blocks[b].terminator;
    t.operands[0] = jumps;
    if (exchange) std::swap(t.edges[0], t.edges[1]);
  }

  [[nodiscard]] const Inst* definition(ValueId v) const {
    const Value& value = f_.values[v];
    return value.kind == Value::Kind::result ? &f_.insts[value.owner] : nullptr;
  }

  [[nodiscard]] const Word* constant(ValueId v) const {
    const Inst* inst = definition(v);
    return inst != nullptr && inst->op == Op::constant ? &inst->imm : nullptr;
  }

  ValueId append(BlockId b, Op op, std::initializer_list<ValueId> operands, const Word& imm = {}) {
    const InstId made =
        add_inst(f_, op, std::span{operands.begin(), operands.size()}, 1, imm, location_);
    f_.blocks[b].insts.push_back(made);
    uses_.resize(f_.values.size());
    return f_.insts[made].results[0];
  }

  /// A value that is zero exactly if `v` is.
  ValueId truth(BlockId b, ValueId v) {
    const Inst* inst = definition(v);
    return inst != nullptr && inst->op == Op::iszero ? negate(b, inst->operands[0]) : v;
  }

  /// A value that is zero exactly if `v` is not.
  ValueId negate(BlockId b, ValueId v) {
    const Inst* inst = definition(v);
    if (inst != nullptr && inst->op == Op::iszero) return truth(b, inst->operands[0]);
    if (inst != nullptr && uses_[v] <= 1) {
      const Op op = inst->op;
      const Few<ValueId> operands = inst->operands;
      if (op == Op::eq) return append(b, Op::xor_, {operands[0], operands[1]});
      if (op == Op::lt || op == Op::gt) {
        const ValueId turned = turn(b, op, operands[0], operands[1]);
        if (turned != nothing) return turned;
      }
    }
    return append(b, Op::iszero, {v});
  }

  /// The opposite of a comparison with a constant, as the other comparison; nothing if there is
  /// none: !(x < c) is x > c - 1, !(c < x) is x < c + 1.
  ValueId turn(BlockId b, Op op, ValueId left, ValueId right) {
    if (constant(left) != nullptr) {
      std::swap(left, right);
      op = op == Op::lt ? Op::gt : Op::lt;
    }
    const Word* bound = constant(right);
    if (bound == nullptr) return nothing;
    if (op == Op::lt && !bound->is_zero())
      return append(b, Op::gt, {left, append(b, Op::constant, {}, *bound - Word{1})});
    if (op == Op::gt && *bound != ~Word{})
      return append(b, Op::lt, {left, append(b, Op::constant, {}, *bound + Word{1})});
    return nothing;
  }

  Function& f_;
  std::vector<uint32_t> uses_;
  LocationId location_ = nothing;
};

}  // namespace

void lower_conditions(Function& f, const std::vector<BlockId>& order) {
  Conditions(f).run(order);
}

}  // namespace mozi::codegen
