// facts
// Changes: values that checks, branches and ranges on the way determine become constants; checks
// that must
//          hold go; tests for overflowing products become one division or comparison where a factor
//          is known not to be zero; masks that keep all bits that can be set go, and those of
//          packed fields meet.
// Keeps:   everything that can be observed: a check goes only if it cannot fail.
// Needs:   gvn, so that equal conditions are one value.
//   check T, iszero(lt %a, %b); %d = sub %a, %b; check T, iszero(lt %a, %b)  ->  the second check
//   is gone
#include <set>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/knowledge.hpp"
#include "compiler/opt/masks.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

class Facts {
 public:
  explicit Facts(Function& f)
      : f_(f),
        cfg_(analyse_cfg(f)),
        known_(f),
        masks_(f, known_, count_uses(f, cfg_)),
        replacements_(f) {}

  bool run() {
    std::vector<std::vector<BlockId>> kids(f_.blocks.size());
    for (const BlockId b : cfg_.order)
      if (cfg_.idom[b] != nothing) kids[cfg_.idom[b]].push_back(b);
    struct Step {
      BlockId block;
      bool leave;
    };
    std::vector<Step> path{{0, false}};
    std::vector<size_t> marks;
    while (!path.empty()) {
      const Step step = path.back();
      path.pop_back();
      if (step.leave) {
        known_.forget_to(marks.back());
        marks.pop_back();
        continue;
      }
      marks.push_back(known_.mark());
      visit(step.block);
      path.push_back({step.block, true});
      for (const BlockId kid : kids[step.block]) path.push_back({kid, false});
    }
    return replacements_.apply() || changed_;
  }

 private:
  void visit(BlockId b) {
    learn_edge(b);
    insts_ = std::move(f_.blocks[b].insts);
    for (at_ = 0; at_ < insts_.size(); ++at_) visit_inst(insts_[at_]);
    for (size_t i = 0; i < f_.blocks[b].terminator.operands.size(); ++i) {
      const ValueId v = settled(f_.blocks[b].terminator.operands[i]);
      f_.blocks[b].terminator.operands[i] = v;
    }
    std::erase_if(insts_, [&](InstId i) { return dropped_.contains(i); });
    f_.blocks[b].insts = std::move(insts_);
  }

  /// What the only edge into a block says.
  void learn_edge(BlockId b) {
    if (cfg_.predecessors[b].size() != 1) return;
    const Terminator& t = f_.blocks[cfg_.predecessors[b][0]].terminator;
    if (t.kind == Terminator::Kind::branch) {
      t.edges[0].target == b ? known_.learn_true(t.operands[0]) : known_.learn_zero(t.operands[0]);
    } else if (t.kind == Terminator::Kind::switch_) {
      for (size_t i = 0; i < t.cases.size(); ++i)
        if (t.edges[i].target == b) known_.narrow(t.operands[0], {t.cases[i], t.cases[i]});
    }
  }

  void visit_inst(InstId id) {
    for (ValueId& v : f_.insts[id].operands) v = replacements_.resolve(v);
    if (f_.insts[id].op == Op::check) return visit_check(id);
    if (f_.insts[id].results.size() != 1 || f_.insts[id].op == Op::constant) return;
    if (rewrite_product_test(id)) return;
    const Range range = meet(known_.range_of(f_.insts[id]), known_.range(f_.insts[id].results[0]));
    if (range.single() && is_removable(f_.insts[id])) {
      replace_by_constant(id, range.least);
      return;
    }
    if (f_.insts[id].op == Op::and_) {
      const ValueId same = masks_.without_mask(id, insts_, at_);
      if (same != nothing) {
        replacements_.replace(f_.insts[id].results[0], same);
        return;
      }
    }
    known_.narrow(f_.insts[id].results[0], range);
    known_.learn_result(f_.insts[id]);
  }

  void visit_check(InstId id) {
    const ValueId condition = f_.insts[id].operands[0];
    const Range range = known_.range(condition);
    if (!range.least.is_zero()) {
      dropped_.insert(id);
      changed_ = true;
      return;
    }
    if (range.most.is_zero()) f_.insts[id].operands[0] = settled(condition);
    known_.learn_true(f_.insts[id].operands[0]);
  }

  /// A constant in place of a value that can only be that; small ones only, as they cost nothing.
  ValueId settled(ValueId v) {
    v = replacements_.resolve(v);
    const Range range = known_.range(v);
    if (!range.single() || constant(f_, v) != nullptr || range.most > Word{1}) return v;
    changed_ = true;
    return insert_before(f_, insts_, at_, Op::constant, {}, range.least, nothing);
  }

  void replace_by_constant(InstId id, const Word& word) {
    const LocationId location = f_.insts[id].location;
    const ValueId made = insert_before(f_, insts_, at_, Op::constant, {}, word, location);
    replacements_.replace(f_.insts[id].results[0], made);
  }

  /// The factors of or(iszero x, eq(div(mul(x, y), x), y)): true if x * y fits a word.
  struct Product {
    ValueId x = nothing;
    ValueId y = nothing;
  };

  [[nodiscard]] Product product_test(const Inst& inst) const {
    if (inst.op != Op::or_) return {};
    for (const size_t side : {size_t{0}, size_t{1}}) {
      const Inst* zero = definition(f_, inst.operands[side]);
      const Inst* same = definition(f_, inst.operands[1 - side]);
      if (zero == nullptr || same == nullptr || zero->op != Op::iszero || same->op != Op::eq)
        continue;
      const ValueId x = zero->operands[0];
      for (const size_t quotient_side : {size_t{0}, size_t{1}}) {
        const Inst* quotient = definition(f_, same->operands[quotient_side]);
        const ValueId y = same->operands[1 - quotient_side];
        if (quotient == nullptr || quotient->op != Op::div || quotient->operands[1] != x) continue;
        const Inst* product = definition(f_, quotient->operands[0]);
        if (product == nullptr || product->op != Op::mul) continue;
        const bool fits = (product->operands[0] == x && product->operands[1] == y) ||
                          (product->operands[0] == y && product->operands[1] == x);
        if (fits) return {x, y};
      }
    }
    return {};
  }

  /// Where a factor is not zero, the other must be at most (2^256 - 1) / factor.
  bool rewrite_product_test(InstId id) {
    const Product product = product_test(f_.insts[id]);
    if (product.x == nothing) return false;
    if (product_fits(known_.range(product.x).most, known_.range(product.y).most)) {
      replace_by_constant(id, Word{1});
      return true;
    }
    ValueId divisor = nothing;
    if (!known_.range(product.x).least.is_zero()) divisor = product.x;
    if (!known_.range(product.y).least.is_zero() &&
        (divisor == nothing || constant(f_, product.y) != nullptr))
      divisor = product.y;
    if (divisor == nothing) return false;
    const ValueId other = divisor == product.x ? product.y : product.x;
    const LocationId location = f_.insts[id].location;
    const auto make = [&](Op op, std::initializer_list<ValueId> operands, const Word& imm = {}) {
      return insert_before(f_, insts_, at_, op, std::span{operands.begin(), operands.size()}, imm,
                           location);
    };
    const Word* word = constant(f_, divisor);
    const ValueId limit = word != nullptr
                              ? make(Op::constant, {}, ~Word{} / *word)
                              : make(Op::div, {make(Op::constant, {}, ~Word{}), divisor});
    const ValueId overflows = make(Op::lt, {limit, other});
    f_.insts[id].op = Op::iszero;
    f_.insts[id].operands = {overflows};
    changed_ = true;
    return true;
  }

  Function& f_;
  Cfg cfg_;
  Knowledge known_;
  Masks masks_;
  Replacements replacements_;
  std::set<InstId> dropped_;
  std::vector<InstId> insts_;  // of the block at hand
  size_t at_ = 0;
  bool changed_ = false;
};

}  // namespace

bool facts(Function& f) {
  return Facts(f).run();
}

}  // namespace mozi::opt
