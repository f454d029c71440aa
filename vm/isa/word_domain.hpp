// WordDomain: what a tier must offer so that word_ops.hpp can be run over it, and the domain of C++
// words.
#pragma once

#include <concepts>
#include <cstdint>

#include "mozi/word.hpp"

namespace mozi::isa {

// The contract of a domain. The JIT's words are LLVM values and a prover's are terms, so:
// 1. Shift amounts may be any word. From 256 on the result is an unspecified word, never undefined
//    behaviour; meanings select it away. (LLVM shifts are poison there: freeze them.)
// 2. udiv, urem, addmod and mulmod accept a zero divisor and then give an unspecified word. (LLVM
//    division by zero is immediate undefined behaviour: divide by one instead.)
// 3. select takes both arms by value; both have been computed when it runs.
// 4. Division, addmod, mulmod and exp may call the runtime; a domain should not expand them inline.
// 5. Meanings see operands and results only: no stack, gas or frame.
template <class D>
concept WordDomain = requires(D& d, typename D::Word w, typename D::Bool b, uint64_t n) {
  { d.word(n) } -> std::same_as<typename D::Word>;
  { d.add(w, w) } -> std::same_as<typename D::Word>;
  { d.sub(w, w) } -> std::same_as<typename D::Word>;
  { d.mul(w, w) } -> std::same_as<typename D::Word>;
  { d.udiv(w, w) } -> std::same_as<typename D::Word>;
  { d.urem(w, w) } -> std::same_as<typename D::Word>;
  { d.addmod(w, w, w) } -> std::same_as<typename D::Word>;
  { d.mulmod(w, w, w) } -> std::same_as<typename D::Word>;
  { d.exp(w, w) } -> std::same_as<typename D::Word>;
  { d.and_(w, w) } -> std::same_as<typename D::Word>;
  { d.or_(w, w) } -> std::same_as<typename D::Word>;
  { d.xor_(w, w) } -> std::same_as<typename D::Word>;
  { d.not_(w) } -> std::same_as<typename D::Word>;
  { d.shl(w, w) } -> std::same_as<typename D::Word>;  // value, amount
  { d.shr(w, w) } -> std::same_as<typename D::Word>;
  { d.sar(w, w) } -> std::same_as<typename D::Word>;
  { d.clz(w) } -> std::same_as<typename D::Word>;
  { d.ult(w, w) } -> std::same_as<typename D::Bool>;
  { d.slt(w, w) } -> std::same_as<typename D::Bool>;
  { d.eq(w, w) } -> std::same_as<typename D::Bool>;
  { d.boolean(b) } -> std::same_as<typename D::Word>;
  { d.select(b, w, w) } -> std::same_as<typename D::Word>;
};

/// base to the power of `exponent`, modulo 2^256.
Word power(Word base, const Word& exponent);

/// Words as C++ values: what the interpreter and the constant folder run.
struct ConcreteDomain {
  using Word = mozi::Word;
  using Bool = bool;

  static constexpr Word word(uint64_t n) { return Word{n}; }
  static constexpr Word add(const Word& a, const Word& b) { return a + b; }
  static constexpr Word sub(const Word& a, const Word& b) { return a - b; }
  static constexpr Word mul(const Word& a, const Word& b) { return a * b; }
  static Word udiv(const Word& a, const Word& b) { return b.is_zero() ? Word{} : a / b; }
  static Word urem(const Word& a, const Word& b) { return b.is_zero() ? Word{} : a % b; }
  static Word addmod(const Word& a, const Word& b, const Word& m) {
    return m.is_zero() ? Word{} : mozi::addmod(a, b, m);
  }
  static Word mulmod(const Word& a, const Word& b, const Word& m) {
    return m.is_zero() ? Word{} : mozi::mulmod(a, b, m);
  }
  static Word exp(const Word& a, const Word& b) { return power(a, b); }
  static constexpr Word and_(const Word& a, const Word& b) { return a & b; }
  static constexpr Word or_(const Word& a, const Word& b) { return a | b; }
  static constexpr Word xor_(const Word& a, const Word& b) { return a ^ b; }
  static constexpr Word not_(const Word& a) { return ~a; }
  static constexpr Word shl(const Word& a, const Word& n) { return a << (n.low() & 255); }
  static constexpr Word shr(const Word& a, const Word& n) { return a >> (n.low() & 255); }
  static constexpr Word sar(const Word& a, const Word& n) {
    return shift_right(a, n.low() & 255, a.is_negative() ? ~uint64_t{0} : 0);
  }
  static constexpr Word clz(const Word& a) { return Word{256 - a.bit_width()}; }
  static constexpr bool ult(const Word& a, const Word& b) { return a < b; }
  static constexpr bool slt(const Word& a, const Word& b) { return signed_less(a, b); }
  static constexpr bool eq(const Word& a, const Word& b) { return a == b; }
  static constexpr Word boolean(bool b) { return Word{b ? 1u : 0u}; }
  static constexpr Word select(bool c, const Word& a, const Word& b) {
    return {c ? a.limb[3] : b.limb[3], c ? a.limb[2] : b.limb[2], c ? a.limb[1] : b.limb[1],
            c ? a.limb[0] : b.limb[0]};
  }
};
static_assert(WordDomain<ConcreteDomain>);

}  // namespace mozi::isa
