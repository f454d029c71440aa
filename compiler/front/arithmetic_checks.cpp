// Arithmetic on every width and sign, with Solidity's panics.
//
// Operands are clean, so what is narrow enough is computed without wrapping in 256 bits and only
// the result is tested.
#include "compiler/front/arithmetic_checks.hpp"

#include "compiler/front/validate.hpp"

namespace mozi::front {

namespace {

void refuse_overflow(Code& code, V bad) {
  code.refuse(bad, panic_trap(panic_overflow));
}

V add(Code& code, const Type& type, V a, V b, Overflow overflow) {
  const V sum = code.emit(ir::Op::add, {a, b});
  if (type.bits < 256) return fit(code, type, sum, overflow);
  if (overflow == Overflow::wraps) return sum;
  if (is_signed(type)) {
    refuse_overflow(code, code.xor_(code.slt(b, 0), code.slt(sum, a)));
  } else {
    refuse_overflow(code, code.lt(sum, a));
  }
  return sum;
}

V subtract(Code& code, const Type& type, V a, V b, Overflow overflow) {
  const V difference = code.emit(ir::Op::sub, {a, b});
  if (overflow == Overflow::wraps) return clean(code, type, difference);
  if (!is_signed(type)) {
    refuse_overflow(code, code.lt(a, b));
    return difference;
  }
  if (type.bits < 256) return fit(code, type, difference, overflow);
  refuse_overflow(code, code.xor_(code.slt(b, 0), code.sgt(difference, a)));
  return difference;
}

V multiply(Code& code, const Type& type, V a, V b, Overflow overflow) {
  const V product = code.emit(ir::Op::mul, {a, b});
  if (type.bits <= 128) return fit(code, type, product, overflow);
  if (overflow == Overflow::wraps) return clean(code, type, product);
  const auto divide = is_signed(type) ? ir::Op::sdiv : ir::Op::div;
  // The product's own wrapping: dividing it again must give b. min * -1 is the case that division
  // itself wraps.
  if (is_signed(type) && type.bits == 256)
    refuse_overflow(code, code.and_(code.slt(a, 0), code.eq(b, min_of(type))));
  const V exact = code.or_(code.iszero(a), code.eq(code.emit(divide, {product, a}), b));
  code.ensure(exact, panic_trap(panic_overflow));
  return fit(code, type, product, overflow);
}

void refuse_zero(Code& code, V divisor) {
  const auto known = code.known(divisor);
  if (!known || known->is_zero()) code.ensure(divisor, panic_trap(panic_division));
}

V divide(Code& code, const Type& type, V a, V b, Overflow overflow) {
  refuse_zero(code, b);
  if (!is_signed(type)) return code.emit(ir::Op::div, {a, b});
  const V quotient = code.emit(ir::Op::sdiv, {a, b});
  // Only min / -1 leaves the type.
  const auto known = code.known(b);
  if (known && *known != ~Word{}) return quotient;
  if (overflow == Overflow::wraps) return clean(code, type, quotient);
  refuse_overflow(code, code.and_(code.eq(a, min_of(type)), code.eq(b, ~Word{})));
  return quotient;
}

V modulo(Code& code, const Type& type, V a, V b) {
  refuse_zero(code, b);
  return code.emit(is_signed(type) ? ir::Op::smod : ir::Op::mod, {a, b});
}

}  // namespace

V fit(Code& code, const Type& type, V word, Overflow overflow) {
  if (overflow == Overflow::wraps) return clean(code, type, word);
  if (const V bad = dirt(code, type, word)) refuse_overflow(code, bad);
  return word;
}

V arithmetic(Code& code, ast::Op op, const Type& type, V a, V b, Overflow overflow) {
  if (op == ast::Op::add) return add(code, type, a, b, overflow);
  if (op == ast::Op::sub) return subtract(code, type, a, b, overflow);
  if (op == ast::Op::mul) return multiply(code, type, a, b, overflow);
  if (op == ast::Op::div) return divide(code, type, a, b, overflow);
  if (op == ast::Op::mod) return modulo(code, type, a, b);
  return power(code, type, a, b, overflow);
}

V negate(Code& code, const Type& type, V a, Overflow overflow) {
  const V negative = code.emit(ir::Op::sub, {0, a});
  if (overflow == Overflow::wraps) return clean(code, type, negative);
  refuse_overflow(code, code.eq(a, min_of(type)));
  return negative;
}

}  // namespace mozi::front
