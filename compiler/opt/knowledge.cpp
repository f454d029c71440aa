// What is known about values at one place of a function: ranges, orders, bits that can be set.
#include "compiler/opt/knowledge.hpp"

#include "compiler/opt/values.hpp"

// Most ops have no range of their own.
#pragma GCC diagnostic ignored "-Wswitch-enum"

namespace mozi::opt {

using namespace ir;

Range Knowledge::range(ValueId v) {
  const auto known = ranges_.find(v);
  if (known != ranges_.end()) return known->second;
  const Word* word = constant(f_, v);
  return word != nullptr ? Range{*word, *word} : Range{Word{}, bounds_.most(v)};
}

void Knowledge::narrow(ValueId v, const Range& to) {
  const Range before = range(v);
  const Range after = meet(before, to);
  if (after == before) return;
  undo_.push_back({v, ranges_.contains(v) ? std::optional{before} : std::nullopt, {}});
  ranges_[v] = after;
}

void Knowledge::order(ValueId a, ValueId b, bool strict) {
  const Order fact{a, b, strict};
  if (!orders_.insert(fact).second) return;
  undo_.push_back({nothing, std::nullopt, fact});
}

bool Knowledge::ordered(ValueId a, ValueId b, bool strict, int depth) const {
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

void Knowledge::forget_to(size_t mark) {
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

Range Knowledge::range_of(const Inst& inst) {
  switch (inst.op) {
    case Op::add:
      return add(operand(inst, 0), operand(inst, 1));
    case Op::sub:
      return sub(operand(inst, 0), operand(inst, 1),
                 ordered(inst.operands[1], inst.operands[0], false));
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
    case Op::eq:
      return equal(inst.operands[0], inst.operands[1]);
    default:
      return {};
  }
}

Range Knowledge::less(ValueId a, ValueId b) {
  const Range left = range(a);
  const Range right = range(b);
  if (left.below(right) || ordered(a, b, true)) return {Word{1}, Word{1}};
  if (left.least >= right.most || ordered(b, a, false)) return {Word{}, Word{}};
  return {Word{}, Word{1}};
}

Range Knowledge::equal(ValueId a, ValueId b) {
  const Range left = range(a);
  const Range right = range(b);
  const bool differ =
      left.below(right) || right.below(left) || ordered(a, b, true) || ordered(b, a, true);
  if (differ) return {Word{}, Word{}};
  return {left.single() && left == right ? Word{1} : Word{}, Word{1}};
}

Word Knowledge::bits(ValueId v, int depth) {
  const Word most = fill_below(range(v).most);
  const Inst* inst = definition(f_, v);
  constexpr int deep_enough = 6;
  if (inst == nullptr || depth == deep_enough) return most;
  return most & bits_of(*inst, depth + 1);
}

Word Knowledge::bits_of(const Inst& inst, int depth) {
  const auto of = [&](size_t i) { return bits(inst.operands[i], depth); };
  const auto amount = [&]() -> const Word* {
    const Word* word = constant(f_, inst.operands[0]);
    return word != nullptr && *word < Word{256} ? word : nullptr;
  };
  switch (inst.op) {
    case Op::constant:
      return inst.imm;
    case Op::and_:
      return of(0) & of(1);
    case Op::or_:
    case Op::xor_:
      return of(0) | of(1);
    case Op::shl:
      return amount() != nullptr ? of(1) << amount()->low() : ~Word{};
    case Op::shr:
      return amount() != nullptr ? of(1) >> amount()->low() : ~Word{};
    case Op::select:
      return of(1) | of(2);
    default:
      return ~Word{};
  }
}

void Knowledge::learn_result(const Inst& inst) {
  const ValueId result = inst.results[0];
  const auto at_most_operand = [&](size_t i) { order(result, inst.operands[i], false); };
  switch (inst.op) {
    case Op::add:
      if (!sum_fits(operand(inst, 0).most, operand(inst, 1).most)) return;
      order(inst.operands[0], result, !operand(inst, 1).least.is_zero());
      order(inst.operands[1], result, !operand(inst, 0).least.is_zero());
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

void Knowledge::learn_true(ValueId v) {
  const Word most = range(v).most;
  narrow(v, {Word{1}, most});
  const Inst* inst = definition(f_, v);
  if (inst == nullptr) return;
  switch (inst->op) {
    case Op::iszero:
      return learn_zero(inst->operands[0]);
    case Op::lt:
      return learn_less(inst->operands[0], inst->operands[1]);
    case Op::gt:
      return learn_less(inst->operands[1], inst->operands[0]);
    case Op::eq:
      return learn_equal(inst->operands[0], inst->operands[1]);
    case Op::and_:
      for (const ValueId operand : inst->operands) learn_true(operand);
      return;
    default:
      return;
  }
}

void Knowledge::learn_less(ValueId a, ValueId b) {
  const Range right = range(b);
  const Range left = range(a);
  if (!right.most.is_zero()) limit(a, right.most - Word{1});
  if (left.least != ~Word{}) narrow(b, {left.least + Word{1}, ~Word{}});
  order(a, b, true);
}

void Knowledge::learn_at_most(ValueId a, ValueId b) {
  narrow(a, {Word{}, range(b).most});
  narrow(b, {range(a).least, ~Word{}});
  order(a, b, false);
}

void Knowledge::learn_zero(ValueId v) {
  narrow(v, {Word{}, Word{}});
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
        limit(inst->operands[1], (Word{1} << amount->low()) - Word{1});
      return;
    }
    case Op::and_: {
      // No bit from some place on.
      const Word* mask = constant(f_, inst->operands[1]);
      if (mask != nullptr && (~*mask & (~*mask + Word{1})).is_zero())
        limit(inst->operands[0], ~*mask);
      return;
    }
    case Op::eq:
      if (is_constant(f_, inst->operands[1], Word{})) learn_true(inst->operands[0]);
      return;
    case Op::sub:
    case Op::xor_: {
      const Range both = meet(range(inst->operands[0]), range(inst->operands[1]));
      narrow(inst->operands[0], both);
      narrow(inst->operands[1], both);
      return;
    }
    default:
      return;
  }
}

void Knowledge::limit(ValueId v, const Word& most) {
  narrow(v, {Word{}, most});
  const Inst* inst = definition(f_, v);
  if (inst == nullptr || inst->op != Op::or_) return;
  // Neither part is above the whole.
  for (const ValueId part : inst->operands) limit(part, most);
}

void Knowledge::learn_equal(ValueId a, ValueId b) {
  const Range both = meet(range(a), range(b));
  narrow(a, both);
  narrow(b, both);
  order(a, b, false);
  order(b, a, false);
}

}  // namespace mozi::opt
