// The meaning of every pure opcode, written once over a word domain. Operands come topmost first.
#pragma once

#include <type_traits>

#include "vm/isa/opcodes.hpp"
#include "vm/isa/word_domain.hpp"

namespace mozi::isa {
namespace meaning {

/// What the meanings share.
template <WordDomain D>
auto is_zero(D& d, const auto& a) {
  return d.eq(a, d.word(0));
}
template <WordDomain D>
auto negate(D& d, const auto& a) {
  return d.sub(d.word(0), a);
}
template <WordDomain D>
auto is_negative(D& d, const auto& a) {
  return d.slt(a, d.word(0));
}
template <WordDomain D>
auto absolute(D& d, const auto& a) {
  return d.select(is_negative(d, a), negate(d, a), a);
}
/// `value` unless `divisor` is zero, then zero.
template <WordDomain D>
auto zero_if_zero(D& d, const auto& divisor, const auto& value) {
  return d.select(is_zero(d, divisor), d.word(0), value);
}

struct ADD {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.add(a, b); }
};
struct MUL {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.mul(a, b); }
};
struct SUB {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.sub(a, b); }
};
struct DIV {
  static auto eval(auto& d, const auto& a, const auto& b) {
    return zero_if_zero(d, b, d.udiv(a, b));
  }
};
struct SDIV {
  static auto eval(auto& d, const auto& a, const auto& b) {
    const auto quot = d.udiv(absolute(d, a), absolute(d, b));
    const auto signs_differ = is_negative(d, d.xor_(a, b));
    return zero_if_zero(d, b, d.select(signs_differ, negate(d, quot), quot));
  }
};
struct MOD {
  static auto eval(auto& d, const auto& a, const auto& b) {
    return zero_if_zero(d, b, d.urem(a, b));
  }
};
struct SMOD {
  static auto eval(auto& d, const auto& a, const auto& b) {
    const auto rem = d.urem(absolute(d, a), absolute(d, b));
    return zero_if_zero(d, b, d.select(is_negative(d, a), negate(d, rem), rem));
  }
};
struct ADDMOD {
  static auto eval(auto& d, const auto& a, const auto& b, const auto& m) {
    return zero_if_zero(d, m, d.addmod(a, b, m));
  }
};
struct MULMOD {
  static auto eval(auto& d, const auto& a, const auto& b, const auto& m) {
    return zero_if_zero(d, m, d.mulmod(a, b, m));
  }
};
struct EXP {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.exp(a, b); }
};
struct SIGNEXTEND {
  static auto eval(auto& d, const auto& k, const auto& x) {
    const auto shift = d.sub(d.word(248), d.shl(k, d.word(3)));
    return d.select(d.ult(k, d.word(31)), d.sar(d.shl(x, shift), shift), x);
  }
};

struct LT {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.boolean(d.ult(a, b)); }
};
struct GT {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.boolean(d.ult(b, a)); }
};
struct SLT {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.boolean(d.slt(a, b)); }
};
struct SGT {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.boolean(d.slt(b, a)); }
};
struct EQ {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.boolean(d.eq(a, b)); }
};
struct ISZERO {
  static auto eval(auto& d, const auto& a) { return d.boolean(is_zero(d, a)); }
};

struct AND {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.and_(a, b); }
};
struct OR {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.or_(a, b); }
};
struct XOR {
  static auto eval(auto& d, const auto& a, const auto& b) { return d.xor_(a, b); }
};
struct NOT {
  static auto eval(auto& d, const auto& a) { return d.not_(a); }
};
struct BYTE {
  static auto eval(auto& d, const auto& i, const auto& x) {
    const auto shift = d.sub(d.word(248), d.shl(i, d.word(3)));
    const auto byte = d.and_(d.shr(x, shift), d.word(0xff));
    return d.select(d.ult(i, d.word(32)), byte, d.word(0));
  }
};
struct SHL {
  static auto eval(auto& d, const auto& n, const auto& x) {
    return d.select(d.ult(n, d.word(256)), d.shl(x, n), d.word(0));
  }
};
struct SHR {
  static auto eval(auto& d, const auto& n, const auto& x) {
    return d.select(d.ult(n, d.word(256)), d.shr(x, n), d.word(0));
  }
};
struct SAR {
  static auto eval(auto& d, const auto& n, const auto& x) {
    return d.sar(x, d.select(d.ult(n, d.word(256)), n, d.word(255)));
  }
};
struct CLZ {
  static auto eval(auto& d, const auto& a) { return d.clz(a); }
};

}  // namespace meaning

/// Maps a pure opcode to its meaning.
template <Op op>
struct Meaning;
#define MEANING_pure(NAME) \
  template <>              \
  struct Meaning<Op::NAME> : meaning::NAME {};
#define MEANING_env(NAME)
#define MEANING_effect(NAME)
#define MEANING_flow(NAME)
#define OPCODE(byte, NAME, pops, pushes, imm, gas, since, kind, leaves) MEANING_##kind(NAME)
#include "vm/isa/opcodes.def"
#undef OPCODE
#undef MEANING_pure
#undef MEANING_env
#undef MEANING_effect
#undef MEANING_flow

/// Runs a pure opcode over any domain.
template <Op op, WordDomain D>
auto evaluate(D& d, const auto&... operands) {
  static_assert(info(op).kind == OpKind::pure && sizeof...(operands) == info(op).pops);
  return Meaning<op>::eval(d, operands...);
}

/// Runs a pure opcode, chosen at run time, on words; `operands` holds info(op).pops of them.
Word evaluate(Op op, const Word* operands);

}  // namespace mozi::isa
