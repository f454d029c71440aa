// facts
// Changes: values that checks, branches and ranges on the way determine become constants; checks
// that must
//          hold go; tests for overflowing products become one division or comparison where a factor
//          is known not to be zero.
// Keeps:   everything that can be observed: a check goes only if it cannot fail.
// Needs:   gvn, so that equal conditions are one value.
//   check T, iszero(lt %a, %b); %d = sub %a, %b; check T, iszero(lt %a, %b)  ->  the second check
//   is gone
#include <algorithm>
#include <map>
#include <set>

#include "compiler/ir/cfg.hpp"
#include "compiler/opt/bounds.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/ranges.hpp"
#include "compiler/opt/values.hpp"

// Most ops have no range of their own.
#pragma GCC diagnostic ignored "-Wswitch-enum"

namespace mozi::opt {

using namespace ir;

namespace {

/// What is known at one place of the function. Leaving a scope forgets what was learnt in it.
class Knowledge {
 public:
  explicit Knowledge(const Function& f) : f_(f), bounds_(f) {}

  [[nodiscard]] Range range(ValueId v) {
    const auto known = ranges_.find(v);
    if (known != ranges_.end()) return known->second;
    const Word* word = constant(f_, v);
    return word != nullptr ? Range{*word, *word} : Range{Word{}, bounds_.most(v)};
  }

  void narrow(ValueId v, const Range& to) {
    const Range before = range(v);
    const Range after = meet(before, to);
    if (after == before) return;
    undo_.push_back({v, ranges_.contains(v) ? std::optional{before} : std::nullopt, {}});
    ranges_[v] = after;
  }

  /// a <= b, or a < b if `strict`.
  void order(ValueId a, ValueId b, bool strict) {
    const Order fact{a, b, strict};
    if (!orders_.insert(fact).second) return;
    undo_.push_back({nothing, std::nullopt, fact});
  }

  [[nodiscard]] bool ordered(ValueId a, ValueId b, bool strict, int depth = 0) const {
    if (a == b && !strict) return true;
    constexpr int far_enough = 3;
    if (depth == far_enough) return false;
    for (auto at = orders_.lower_bound({a, 0, false}); at != orders_.end() && at->low == a; ++at) {
      const bool still_strict = strict && !at->strict;
      if (at->high == b && !still_strict) return true;
      if (at->high != b && ordered(at->high, b, still_strict, depth + 1)) return true;
    }
    return false;
  }

  [[nodiscard]] size_t mark() const { return undo_.size(); }
  void forget_to(size_t mark) {
    while (undo_.size() > mark) {
      const Undo& last = undo_.back();
      if (last.value == nothing)
        orders_.erase(last.fact);
      else if (last.before)
        ranges_[last.value] = *last.before;
      else
        ranges_.erase(last.value);
      undo_.pop_back();
    }
  }

 private:
  struct Order {
    ValueId low;
    ValueId high;
    bool strict;
    auto operator<=>(const Order&) const = default;
  };
  struct Undo {
    ValueId value;  // nothing: an order
    std::optional<Range> before;
    Order fact;
  };

  const Function& f_;
  Bounds bounds_;
  std::map<ValueId, Range> ranges_;
  std::set<Order> orders_;
  std::vector<Undo> undo_;
};

class Facts {
 public:
  explicit Facts(Function& f) : f_(f), cfg_(analyse_cfg(f)), known_(f), replacements_(f) {}

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
      t.edges[0].target == b ? learn_true(t.operands[0]) : learn_zero(t.operands[0]);
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
    const Range range = meet(range_of(f_.insts[id]), known_.range(f_.insts[id].results[0]));
    if (range.single() && is_removable(f_.insts[id])) {
      replace_by_constant(id, range.least);
      return;
    }
    known_.narrow(f_.insts[id].results[0], range);
    learn_orders(f_.insts[id]);
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
    learn_true(f_.insts[id].operands[0]);
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

  [[nodiscard]] Range operand(const Inst& inst, size_t i) { return known_.range(inst.operands[i]); }

  Range range_of(const Inst& inst) {
    switch (inst.op) {
      case Op::add:
        return add(operand(inst, 0), operand(inst, 1));
      case Op::sub:
        return sub(operand(inst, 0), operand(inst, 1),
                   known_.ordered(inst.operands[1], inst.operands[0], false));
      case Op::mul:
        return mul(operand(inst, 0), operand(inst, 1));
      case Op::div:
        return div(operand(inst, 0), operand(inst, 1));
      case Op::mod:
        return mod(operand(inst, 0), operand(inst, 1));
      case Op::and_:
        return bit_and(operand(inst, 0), operand(inst, 1));
      case Op::or_:
        return bit_or(operand(inst, 0), operand(inst, 1));
      case Op::shr:
        return shift_right(operand(inst, 0), operand(inst, 1));
      case Op::shl:
        return shift_left(operand(inst, 0), operand(inst, 1));
      case Op::select:
        return join(operand(inst, 1), operand(inst, 2));
      case Op::iszero: {
        const Range a = operand(inst, 0);
        if (!a.least.is_zero()) return {Word{}, Word{}};
        return a.most.is_zero() ? Range{Word{1}, Word{1}} : Range{Word{}, Word{1}};
      }
      case Op::lt:
        return less(inst.operands[0], inst.operands[1]);
      case Op::gt:
        return less(inst.operands[1], inst.operands[0]);
      case Op::eq: {
        const Range a = operand(inst, 0);
        const Range b = operand(inst, 1);
        const bool differ = a.below(b) || b.below(a) ||
                            known_.ordered(inst.operands[0], inst.operands[1], true) ||
                            known_.ordered(inst.operands[1], inst.operands[0], true);
        if (differ) return {Word{}, Word{}};
        return {a.single() && a == b ? Word{1} : Word{}, Word{1}};
      }
      default:
        return {};
    }
  }

  /// Of a < b.
  Range less(ValueId a, ValueId b) {
    const Range left = known_.range(a);
    const Range right = known_.range(b);
    if (left.below(right) || known_.ordered(a, b, true)) return {Word{1}, Word{1}};
    if (left.least >= right.most || known_.ordered(b, a, false)) return {Word{}, Word{}};
    return {Word{}, Word{1}};
  }

  /// What an operation says about its result and its operands.
  void learn_orders(const Inst& inst) {
    const ValueId result = inst.results[0];
    const auto at_most_operand = [&](size_t i) { known_.order(result, inst.operands[i], false); };
    switch (inst.op) {
      case Op::add:
        if (!sum_fits(operand(inst, 0).most, operand(inst, 1).most)) return;
        known_.order(inst.operands[0], result, !operand(inst, 1).least.is_zero());
        known_.order(inst.operands[1], result, !operand(inst, 0).least.is_zero());
        return;
      case Op::sub:
        if (less(inst.operands[0], inst.operands[1]).most.is_zero()) at_most_operand(0);
        return;
      case Op::div:
      case Op::mod:
        return at_most_operand(0);
      case Op::shr:
        return at_most_operand(1);
      case Op::and_:
        at_most_operand(0);
        return at_most_operand(1);
      default:
        return;
    }
  }

  /// `v` is not zero from here on.
  void learn_true(ValueId v) {
    const Word most = known_.range(v).most;
    known_.narrow(v, {Word{1}, most});
    const Inst* inst = definition(f_, v);
    if (inst == nullptr) return;
    switch (inst->op) {
      case Op::iszero:
        return learn_zero(inst->operands[0]);
      case Op::lt:
        return learn_less(inst->operands[0], inst->operands[1]);
      case Op::gt:
        return learn_less(inst->operands[1], inst->operands[0]);
      case Op::eq: {
        const Range both = meet(known_.range(inst->operands[0]), known_.range(inst->operands[1]));
        known_.narrow(inst->operands[0], both);
        known_.narrow(inst->operands[1], both);
        known_.order(inst->operands[0], inst->operands[1], false);
        known_.order(inst->operands[1], inst->operands[0], false);
        return;
      }
      case Op::and_:
        for (const ValueId operand : inst->operands) learn_true(operand);
        return;
      default:
        return;
    }
  }

  void learn_less(ValueId a, ValueId b) {
    const Range right = known_.range(b);
    const Range left = known_.range(a);
    if (!right.most.is_zero()) known_.narrow(a, {Word{}, right.most - Word{1}});
    if (left.least != ~Word{}) known_.narrow(b, {left.least + Word{1}, ~Word{}});
    known_.order(a, b, true);
  }

  void learn_at_most(ValueId a, ValueId b) {
    known_.narrow(a, {Word{}, known_.range(b).most});
    known_.narrow(b, {known_.range(a).least, ~Word{}});
    known_.order(a, b, false);
  }

  /// `v` is zero from here on.
  void learn_zero(ValueId v) {
    known_.narrow(v, {Word{}, Word{}});
    const Inst* inst = definition(f_, v);
    if (inst == nullptr) return;
    switch (inst->op) {
      case Op::iszero:
        return learn_true(inst->operands[0]);
      case Op::lt:
        return learn_at_most(inst->operands[1], inst->operands[0]);
      case Op::gt:
        return learn_at_most(inst->operands[0], inst->operands[1]);
      case Op::or_:
        for (const ValueId operand : inst->operands) learn_zero(operand);
        return;
      case Op::shr: {
        const Word* amount = constant(f_, inst->operands[0]);
        if (amount != nullptr && *amount < Word{256})
          known_.narrow(inst->operands[1], {Word{}, (Word{1} << amount->low()) - Word{1}});
        return;
      }
      case Op::and_: {
        // No bit from some place on.
        const Word* mask = constant(f_, inst->operands[1]);
        if (mask != nullptr && (~*mask & (~*mask + Word{1})).is_zero())
          known_.narrow(inst->operands[0], {Word{}, ~*mask});
        return;
      }
      case Op::eq:
        if (is_constant(f_, inst->operands[1], Word{})) learn_true(inst->operands[0]);
        return;
      case Op::sub:
      case Op::xor_: {
        const Range both = meet(known_.range(inst->operands[0]), known_.range(inst->operands[1]));
        known_.narrow(inst->operands[0], both);
        known_.narrow(inst->operands[1], both);
        return;
      }
      default:
        return;
    }
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
