// Words as SMT-LIB terms: the domain in which meanings of opcodes become formulas.
#pragma once

#include <string>

#include "mozi/word.hpp"
#include "vm/isa/word_domain.hpp"

namespace mozi::test {

/// Every operation defines a name, so that terms that are used twice are written once.
class SmtDomain {
 public:
  struct Word {
    std::string text;
  };
  struct Bool {
    std::string text;
  };

  /// A word that may be anything.
  Word variable(const std::string& name) {
    script_ += "(declare-const " + name + " (_ BitVec 256))\n";
    return {name};
  }
  static Word literal(const mozi::Word& w) {
    std::string hex = to_hex(Hash::from_word(w));
    return {"#x" + hex.substr(2)};
  }
  static Word word(uint64_t n) { return literal(mozi::Word{n}); }
  void assume(const Bool& b) { script_ += "(assert " + b.text + ")\n"; }
  static Bool no(const Bool& b) { return {"(not " + b.text + ")"}; }
  [[nodiscard]] const std::string& script() const { return script_; }

  Word add(const Word& a, const Word& b) { return apply("bvadd", a, b); }
  Word sub(const Word& a, const Word& b) { return apply("bvsub", a, b); }
  Word mul(const Word& a, const Word& b) { return apply("bvmul", a, b); }
  Word udiv(const Word& a, const Word& b) { return apply("bvudiv", a, b); }
  Word urem(const Word& a, const Word& b) { return apply("bvurem", a, b); }
  Word addmod(const Word& a, const Word& b, const Word& m) { return wide("bvadd", a, b, m); }
  Word mulmod(const Word& a, const Word& b, const Word& m) { return wide("bvmul", a, b, m); }
  /// Powers have no theory: any function of both words.
  Word exp(const Word& a, const Word& b) {
    if (!has_power_) script_ += "(declare-fun power (" + sort + " " + sort + ") " + sort + ")\n";
    has_power_ = true;
    return apply("power", a, b);
  }
  Word and_(const Word& a, const Word& b) { return apply("bvand", a, b); }
  Word or_(const Word& a, const Word& b) { return apply("bvor", a, b); }
  Word xor_(const Word& a, const Word& b) { return apply("bvxor", a, b); }
  Word not_(const Word& a) { return define("(bvnot " + a.text + ")"); }
  Word shl(const Word& a, const Word& n) { return apply("bvshl", a, n); }
  Word shr(const Word& a, const Word& n) { return apply("bvlshr", a, n); }
  Word sar(const Word& a, const Word& n) { return apply("bvashr", a, n); }
  Word clz(const Word& a) {
    // Halving: if the upper half is zero, its bits count and the lower half is looked at.
    Word rest = a;
    Word zeros = word(0);
    for (uint64_t half = 128; half != 0; half /= 2) {
      const Bool empty = eq(shr(rest, word(256 - half)), word(0));
      zeros = select(empty, add(zeros, word(half)), zeros);
      rest = select(empty, shl(rest, word(half)), rest);
    }
    return select(eq(a, word(0)), word(256), zeros);
  }
  Bool ult(const Word& a, const Word& b) { return {call("bvult", a, b)}; }
  Bool slt(const Word& a, const Word& b) { return {call("bvslt", a, b)}; }
  Bool eq(const Word& a, const Word& b) { return {call("=", a, b)}; }
  Word boolean(const Bool& b) { return select(b, word(1), word(0)); }
  Word select(const Bool& c, const Word& a, const Word& b) {
    return define("(ite " + c.text + " " + a.text + " " + b.text + ")");
  }

 private:
  static constexpr const char* sort_text = "(_ BitVec 256)";
  const std::string sort = sort_text;

  static std::string call(const std::string& function, const Word& a, const Word& b) {
    return "(" + function + " " + a.text + " " + b.text + ")";
  }
  Word apply(const std::string& function, const Word& a, const Word& b) {
    return define(call(function, a, b));
  }
  Word define(const std::string& term) {
    const std::string name = "t" + std::to_string(names_++);
    script_ += "(define-fun " + name + " () " + sort + " " + term + ")\n";
    return {name};
  }
  /// In 512 bits, reduced.
  Word wide(const std::string& function, const Word& a, const Word& b, const Word& m) {
    const auto extend = [](const Word& w) { return "((_ zero_extend 256) " + w.text + ")"; };
    return define("((_ extract 255 0) (bvurem (" + function + " " + extend(a) + " " + extend(b) +
                  ") " + extend(m) + "))");
  }

  std::string script_;
  size_t names_ = 0;
  bool has_power_ = false;
};
static_assert(isa::WordDomain<SmtDomain>);

}  // namespace mozi::test
