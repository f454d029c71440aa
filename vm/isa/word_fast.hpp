// Faster forms of some meanings for C++ words. Each equals the meaning in word_ops.hpp, which a
// test holds.
#pragma once

#include "vm/isa/word_ops.hpp"

namespace mozi::isa {

/// A faster eval of a pure opcode on C++ words; where there is none, the meaning itself is used.
template <Op op>
struct Fast;

/// A pure opcode on operands for which it takes a few instructions and no call: `fits` says whether
/// these are such operands, `eval` is right for those only.
template <Op op>
struct Short;

template <>
struct Fast<Op::DIV> {
  static Word eval(const Word& a, const Word& b) { return b.is_zero() ? Word{} : a / b; }
};
template <>
struct Fast<Op::MOD> {
  static Word eval(const Word& a, const Word& b) { return b.is_zero() ? Word{} : a % b; }
};
template <>
struct Fast<Op::ADDMOD> {
  static Word eval(const Word& a, const Word& b, const Word& m) {
    return m.is_zero() ? Word{} : addmod(a, b, m);
  }
};
template <>
struct Fast<Op::MULMOD> {
  static Word eval(const Word& a, const Word& b, const Word& m) {
    return m.is_zero() ? Word{} : mulmod(a, b, m);
  }
};

template <>
struct Short<Op::DIV> {
  static bool fits(const Word& a, const Word& b) {
    return a.fits64() && b.fits64() && b.low() != 0;
  }
  static Word eval(const Word& a, const Word& b) { return a.low() / b.low(); }
};
template <>
struct Short<Op::MOD> {
  static bool fits(const Word& a, const Word& b) { return Short<Op::DIV>::fits(a, b); }
  static Word eval(const Word& a, const Word& b) { return a.low() % b.low(); }
};

template <>
struct Fast<Op::SHL> {
  static Word eval(const Word& n, const Word& x) { return n.fits64() ? x << n.low() : Word{}; }
};
template <>
struct Fast<Op::SHR> {
  static Word eval(const Word& n, const Word& x) { return n.fits64() ? x >> n.low() : Word{}; }
};
template <>
struct Fast<Op::SAR> {
  static Word eval(const Word& n, const Word& x) {
    const uint64_t fill = x.is_negative() ? ~uint64_t{0} : 0;
    const bool all = !n.fits64() || n.low() >= 256;
    return all ? Word{fill, fill, fill, fill} : shift_right(x, n.low(), fill);
  }
};

template <>
struct Fast<Op::BYTE> {
  static Word eval(const Word& i, const Word& x) {
    if (!i.fits64() || i.low() >= 32) return {};
    const auto at = static_cast<unsigned>(31 - i.low());
    return Word{(x.limb[at / 8] >> (8 * (at % 8))) & 0xff};
  }
};

template <>
struct Fast<Op::SIGNEXTEND> {
  static Word eval(const Word& k, const Word& x) {
    if (!k.fits64() || k.low() >= 31) return x;
    const auto at = static_cast<unsigned>(k.low() / 8);
    const auto unused = static_cast<unsigned>(56 - 8 * (k.low() % 8));
    const auto limb = static_cast<int64_t>(x.limb[at] << unused) >> unused;
    const auto sign = static_cast<uint64_t>(limb >> 63);
    Word r;
    for (unsigned i = 0; i < 4; ++i)
      r.limb[i] = i < at ? x.limb[i] : i == at ? static_cast<uint64_t>(limb) : sign;
    return r;
  }
};

/// Runs a pure opcode on C++ words in its fastest form.
template <Op op>
Word evaluate_words(const auto&... operands) {
  if constexpr (requires { Fast<op>::eval(operands...); }) {
    return Fast<op>::eval(operands...);
  } else {
    ConcreteDomain d;
    return evaluate<op>(d, operands...);
  }
}

}  // namespace mozi::isa
