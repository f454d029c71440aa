// Conditions: short circuits as control flow, comparisons, and what follows from them.
#include "compiler/front/logic.hpp"

#include <algorithm>

#include "compiler/front/expressions.hpp"
#include "compiler/front/memory.hpp"
#include "compiler/front/places.hpp"

namespace mozi::front {

namespace {

using Op = ast::Op;

bool is_comparison(Op op) {
  return op == Op::eq || op == Op::ne || op == Op::lt || op == Op::le || op == Op::gt ||
         op == Op::ge;
}

/// True if evaluating the node costs less than a jump around it and cannot be noticed.
bool is_cheap(const ast::Node& node, int budget = 3) {
  if (node.op == Op::literal || node.op == Op::immutable) return true;
  if (node.op == Op::local) return node.where == Where::value;
  if (node.op == Op::opcode) return node.kids.empty() && !node.effect;
  const bool plain = is_comparison(node.op) || node.op == Op::logic_not ||
                     node.op == Op::logic_and || node.op == Op::logic_or;
  if (!plain || budget == 0) return false;
  return std::ranges::all_of(node.kids, [&](const ast::NodeRef& kid) {
    return is_word(*kid->type) && is_cheap(*kid, budget - 1);
  });
}

V equal_bytes(Code& code, const ast::Node& node) {
  const V first = hash_of(code, *node.kids[0]);
  return code.eq(first, hash_of(code, *node.kids[1]));
}

V equal(Code& code, const ast::Node& node) {
  const auto& type = *node.kids[0]->type;
  if (!is_word(type)) return equal_bytes(code, node);
  const V a = word(code, *node.kids[0]);
  const V b = word(code, *node.kids[1]);
  if (const auto zero = code.known(b); zero && zero->is_zero()) return code.iszero(a);
  return code.eq(a, b);
}

V compare(Code& code, const ast::Node& node) {
  if (node.op == Op::eq) return equal(code, node);
  if (node.op == Op::ne) return code.iszero(equal(code, node));
  const bool is_int = is_signed(*node.kids[0]->type);
  const auto less = is_int ? ir::Op::slt : ir::Op::lt;
  const auto greater = is_int ? ir::Op::sgt : ir::Op::gt;
  const V a = word(code, *node.kids[0]);
  const V b = word(code, *node.kids[1]);
  if (node.op == Op::lt) return code.emit(less, {a, b});
  if (node.op == Op::gt) return code.emit(greater, {a, b});
  return code.iszero(code.emit(node.op == Op::le ? greater : less, {a, b}));
}

V short_circuit(Code& code, const ast::Node& node) {
  const bool is_and = node.op == Op::logic_and;
  const V first = word(code, *node.kids[0]);
  if (is_cheap(*node.kids[1])) {
    const V second = word(code, *node.kids[1]);
    return is_and ? code.and_(first, second) : code.or_(first, second);
  }
  const auto second = [&] { return word(code, *node.kids[1]); };
  if (is_and) return code.choose(first, second, [&] { return code.num(0); });
  return code.choose(first, [&] { return code.num(1); }, second);
}

Val conditional(Code& code, const ast::Node& node) {
  // A reference keeps its location if both sides lie there, else both become memory.
  const auto where = is_word(*node.type) ? Where::value : node.where;
  Join yes(code, "yes");
  Join no(code, "no");
  Join after(code, "conditional");
  branch_on(code, *node.kids[0], yes, no);
  Val shape;
  const auto side = [&](Join& join, const ast::Node& kid) {
    if (!join.enter()) return;
    shape = canonical(code, eval(code, kid), node.type, where);
    const auto words = flatten(shape);
    after.arrive_with(words);
  };
  side(yes, *node.kids[1]);
  side(no, *node.kids[2]);
  after.enter();
  auto words = after.extras();
  return rebuild(shape, words);
}

}  // namespace

void branch_on(Code& code, const ast::Node& condition, Target& yes, Target& no) {
  if (condition.op == Op::logic_not) return branch_on(code, *condition.kids[0], no, yes);
  if (condition.op == Op::literal) {
    Target& only = condition.number.is_zero() ? no : yes;
    return only.arrive();
  }
  const bool splits = (condition.op == Op::logic_and || condition.op == Op::logic_or) &&
                      !is_cheap(*condition.kids[1]);
  if (!splits) {
    const V holds = word(code, condition);
    return code.branch(holds, yes, no);
  }
  Join second(code, "and_then");
  if (condition.op == Op::logic_and) {
    branch_on(code, *condition.kids[0], second, no);
  } else {
    branch_on(code, *condition.kids[0], yes, second);
  }
  if (second.enter()) branch_on(code, *condition.kids[1], yes, no);
}

void ensure_condition(Code& code, const ast::Node& condition, bool wanted, const ir::Trap& trap) {
  if (condition.op == Op::logic_not)
    return ensure_condition(code, *condition.kids[0], !wanted, trap);
  const auto both = wanted ? Op::logic_and : Op::logic_or;
  if (condition.op == both && !is_cheap(*condition.kids[1])) {
    ensure_condition(code, *condition.kids[0], wanted, trap);
    return ensure_condition(code, *condition.kids[1], wanted, trap);
  }
  const V holds = word(code, condition);
  code.locate(condition);
  if (wanted) {
    code.ensure(holds, trap);
  } else {
    code.refuse(holds, trap);
  }
}

Val logic(Code& code, const ast::Node& node) {
  if (node.op == Op::conditional) return conditional(code, node);
  if (is_comparison(node.op)) return word_value(node.type, compare(code, node));
  if (node.op == Op::logic_not)
    return word_value(node.type, code.iszero(word(code, *node.kids[0])));
  return word_value(node.type, short_circuit(code, node));
}

}  // namespace mozi::front
