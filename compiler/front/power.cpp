// Exponentiation with overflow checks: constants in one EXP, the rest by repeated squaring.
#include <array>

#include "compiler/front/arithmetic_checks.hpp"
#include "compiler/front/join.hpp"
#include "compiler/front/unit.hpp"
#include "compiler/front/validate.hpp"

namespace mozi::front {

namespace {

/// The largest e with base^e <= limit; requires base > 1.
uint64_t largest_exponent(const Word& base, const Word& limit) {
  uint64_t exponent = 0;
  Word power{1};
  while (power <= limit / base) {
    power = power * base;
    ++exponent;
  }
  return exponent;
}

void refuse_overflow(Code& code, V bad) {
  code.refuse(bad, panic_trap(panic_overflow));
}

/// base^exponent for a positive constant base.
V constant_base(Code& code, const Type& type, const Word& base, V exponent) {
  if (base > Word{1})
    refuse_overflow(code, code.gt(exponent, largest_exponent(base, max_of(type))));
  return code.emit(ir::Op::exp, {base, exponent});
}

/// power * base, both unsigned and at most `limit`.
V limited_product(Code& code, V a, V b, const Word& limit) {
  // a is not 0 wherever this is used.
  refuse_overflow(code, code.gt(b, code.emit(ir::Op::div, {limit, a})));
  return code.emit(ir::Op::mul, {a, b});
}

/// Multiplies base into power for each bit of exponent. `base` is above 1 and exponent above 0.
V square_and_multiply(Code& code, V base, V exponent, const Word& limit) {
  enum : size_t { result, square, left };
  const auto last = code.loop(
      {code.num(1), base, exponent}, [&](std::span<const V> s) { return code.gt(s[left], 1); },
      [&](std::span<const V> s) {
        const V product = code.choose(
            code.and_(s[left], 1),
            [&] { return limited_product(code, s[square], s[result], limit); },
            [&] { return s[result]; });
        const V squared = limited_product(code, s[square], s[square], limit);
        return std::vector{product, squared, code.shr(1, s[left])};
      });
  return limited_product(code, last[square], last[result], limit);
}

void build_unsigned(Code& code, V base, V exponent, const Word& limit) {
  Join trivial(code, "trivial");
  Join general(code, "general");
  // 0^n, 1^n and x^0, where EXP is right as it is.
  const V small = code.or_(code.lt(base, 2), code.iszero(exponent));
  code.branch(small, trivial, general);
  trivial.enter();
  code.build.ret(ids(std::array{code.emit(ir::Op::exp, {base, exponent})}));
  general.enter();
  code.build.ret(ids(std::array{square_and_multiply(code, base, exponent, limit)}));
}

/// Works on magnitudes: an odd power of a negative base may reach one further than max.
void build_signed(Code& code, V base, V exponent, const Type& type) {
  const V negative = code.slt(base, 0);
  const V magnitude =
      code.choose(negative, [&] { return code.sub(0, base); }, [&] { return base; });
  const V minus = code.and_(negative, code.and_(exponent, 1));
  const V small = code.or_(code.lt(magnitude, 2), code.iszero(exponent));
  const V product = code.choose(
      small, [&] { return code.emit(ir::Op::exp, {magnitude, exponent}); },
      [&] {
        const V power = square_and_multiply(code, magnitude, exponent, max_of(type) + Word{1});
        refuse_overflow(code, code.gt(power, code.add(max_of(type), minus)));
        return power;
      });
  const V result =
      code.choose(minus, [&] { return code.sub(0, product); }, [&] { return product; });
  code.build.ret(ids(std::array{result}));
}

V call_power(Code& code, const Type& type, V base, V exponent) {
  const auto key = "power_" + type_key(type);
  const auto id = code.unit.helper(key, 2, 1, [type](Code& in, std::span<const V> args) {
    if (is_signed(type)) return build_signed(in, args[0], args[1], type);
    build_unsigned(in, args[0], args[1], max_of(type));
  });
  return code.call(id, std::array{base, exponent})[0];
}

}  // namespace

V power(Code& code, const Type& type, V base, V exponent, Overflow overflow) {
  if (overflow == Overflow::wraps)
    return clean(code, type, code.emit(ir::Op::exp, {base, exponent}));
  const auto known_base = code.known(base);
  if (known_base && !known_base->is_negative())
    return constant_base(code, type, *known_base, exponent);
  const auto known_exponent = code.known(exponent);
  if (known_exponent && *known_exponent == Word{2})
    return arithmetic(code, ast::Op::mul, type, base, base, overflow);
  return call_power(code, type, base, exponent);
}

}  // namespace mozi::front
