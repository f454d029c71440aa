// The largest value of each word, by a fixed point over the region: what lets most words of real
// programs live in one or two machine registers.
#include <algorithm>

#include "vm/exec/memory.hpp"
#include "vm/jit/passes.hpp"

namespace mozi::jit {
namespace {

using isa::Op;

const Word most = ~Word{};

Word low_bits(unsigned bits) {
  return bits >= 256 ? most : (Word{1} << bits) - Word{1};
}
/// All bits up to the highest of a and b: what OR and XOR can give.
Word fill(const Word& a, const Word& b) {
  return low_bits(std::max(a.bit_width(), b.bit_width()));
}
Word add_most(const Word& a, const Word& b) {
  const Word sum = a + b;
  return sum < a ? most : sum;
}
Word mul_most(const Word& a, const Word& b) {
  const auto [high, low] = umul_wide(a, b);
  return high.is_zero() ? low : most;
}
/// The next of a few bounds, so that a growing loop variable settles soon.
Word widen(const Word& bound) {
  for (const unsigned bits : {8u, 32u, 63u, 64u, 128u, 160u, 255u})
    if (bound <= low_bits(bits)) return low_bits(bits);
  return most;
}

class Ranges {
 public:
  explicit Ranges(Region& region) : region_(region) {}
  void run();

 private:
  [[nodiscard]] const Word& of(ValueId id) const { return region_.values[id].word; }
  [[nodiscard]] Word bound(const Inst& inst) const;
  [[nodiscard]] Word pure(const Inst& inst) const;
  [[nodiscard]] Word shift(const Inst& inst) const;
  [[nodiscard]] Word counter(const Inst& phi) const;
  [[nodiscard]] bool never_less(ValueId a, ValueId b) const;
  bool sweep(bool widening);

  Region& region_;
};

/// True if a >= b is known from a branch: b is a word that was found to be at most a.
bool Ranges::never_less(ValueId a, ValueId b) const {
  for (const Inst* inst = &region_.values[b]; inst->kind == Kind::at_most;
       inst = &region_.values[inst->args[0]])
    if (inst->args[1] == a) return true;
  return false;
}

Word Ranges::shift(const Inst& inst) const {
  const Inst& amount = region_.values[inst.args[0]];
  const Word& word = of(inst.args[1]);
  if (inst.op == Op::SAR && word.is_negative()) return most;
  if (amount.kind != Kind::constant) return inst.op == Op::SHL ? most : word;
  const bool all = !amount.word.fits64() || amount.word.low() >= 256;
  if (all) return Word{};
  const auto n = static_cast<unsigned>(amount.word.low());
  if (inst.op != Op::SHL) return word >> n;
  return word.bit_width() + n > 256 ? most : word << n;
}

Word Ranges::pure(const Inst& inst) const {
  const Word& a = of(inst.args[0]);
  const Word& b = inst.arg_count > 1 ? of(inst.args[1]) : a;
  const bool constant_b = inst.arg_count > 1 && region_.values[inst.args[1]].kind == Kind::constant;
  using enum isa::Op;
  const auto is_one_of = [&](auto... ops) { return ((inst.op == ops) || ...); };
  if (is_one_of(ADD)) return add_most(a, b);
  if (is_one_of(MUL)) return mul_most(a, b);
  if (is_one_of(SUB)) return never_less(inst.args[0], inst.args[1]) || b.is_zero() ? a : most;
  if (is_one_of(DIV)) return constant_b && !b.is_zero() ? a / b : a;
  if (is_one_of(MOD)) return constant_b && !b.is_zero() ? std::min(a, b - Word{1}) : std::min(a, b);
  if (is_one_of(SDIV)) return a.is_negative() || b.is_negative() ? most : a;
  if (is_one_of(SMOD)) return a.is_negative() || b.is_negative() ? most : std::min(a, b);
  if (is_one_of(ADDMOD, MULMOD)) return of(inst.args[2]);
  if (is_one_of(LT, GT, SLT, SGT, EQ, ISZERO)) return Word{1};
  if (is_one_of(AND)) return std::min(a, b);
  if (is_one_of(OR, XOR)) return fill(a, b);
  if (is_one_of(BYTE)) return Word{255};
  if (is_one_of(SHL, SHR, SAR)) return shift(inst);
  if (is_one_of(CLZ)) return Word{256};
  return most;
}

/// A loop counter that grows by small constants cannot pass 2^64: the gas of a call is below 2^63
/// and every round takes at least ten of it.
Word Ranges::counter(const Inst& phi) const {
  Word start;
  bool counts = false;
  for (const ValueId input : phi.inputs) {
    const Inst* inst = &region_.values[input];
    uint64_t step = 0;
    while (inst->kind == Kind::at_most || (inst->kind == Kind::pure && inst->op == Op::ADD)) {
      if (inst->kind == Kind::at_most) {
        inst = &region_.values[inst->args[0]];
        continue;
      }
      const bool first = region_.values[inst->args[0]].kind == Kind::constant;
      const Inst& amount = region_.values[inst->args[first ? 0 : 1]];
      if (amount.kind != Kind::constant || !amount.word.fits64() || amount.word.low() > 8) break;
      step += amount.word.low();
      inst = &region_.values[inst->args[first ? 1 : 0]];
    }
    if (inst == &phi) {
      if (step > 8) return most;
      counts = true;
    } else {
      start = std::max(start, of(input));
    }
  }
  const Word rounds = Word{1} << 60;
  return counts ? add_most(start, rounds * Word{8}) : most;
}

Word Ranges::bound(const Inst& inst) const {
  switch (inst.kind) {
    case Kind::constant:
      return inst.word;
    case Kind::incoming:
      return most;
    case Kind::phi: {
      Word all;
      for (const ValueId input : inst.inputs) all = std::max(all, of(input));
      return all;
    }
    case Kind::at_most: {
      const Word& limit = of(inst.args[1]);
      // Below nothing: such code is never reached, whatever is claimed of it.
      const Word below = inst.imm == 0 || limit.is_zero() ? limit : limit - Word{1};
      return std::min(of(inst.args[0]), below);
    }
    case Kind::pure:
      return pure(inst);
    case Kind::env:
    case Kind::effect: {
      using enum isa::Op;
      const auto is_one_of = [&](auto... ops) { return ((inst.op == ops) || ...); };
      if (is_one_of(ADDRESS, CALLER, ORIGIN, COINBASE)) return low_bits(160);
      if (is_one_of(CALLDATASIZE, CODESIZE, RETURNDATASIZE, MSIZE, EXTCODESIZE))
        return low_bits(48);
      if (is_one_of(TIMESTAMP, NUMBER, GASLIMIT)) return low_bits(64);
      if (is_one_of(CALL, CALLCODE, DELEGATECALL, STATICCALL)) return Word{1};
      if (is_one_of(CREATE, CREATE2)) return low_bits(160);
      return most;
    }
    case Kind::gas:
      return low_bits(63);
    case Kind::charge:
    case Kind::exp_charge:
      return Word{};
  }
  return most;
}

/// Recomputes every bound; true if any has changed.
bool Ranges::sweep(bool widening) {
  bool changed = false;
  for (const Block& block : region_.blocks) {
    for (const ValueId id : block.code) {
      Inst& inst = region_.values[id];
      Word now = bound(inst);
      if (inst.kind == Kind::phi) {
        if (widening && now > inst.word) now = widen(now);
        now = std::min(now, counter(inst));
      }
      if (widening) now = std::max(now, inst.word);
      changed |= now != inst.word;
      inst.word = now;
    }
  }
  return changed;
}

void Ranges::run() {
  for (const Block& block : region_.blocks)
    for (const ValueId id : block.code) region_.values[id].word = Word{};
  // Upwards from nothing; few rounds are needed, for phis widen.
  constexpr int most_rounds = 40;
  int round = 0;
  while (sweep(true))
    if (++round == most_rounds) break;
  if (round == most_rounds) {
    for (const Block& block : region_.blocks)
      for (const ValueId id : block.code) region_.values[id].word = most;
  }
  // Downwards again: every bound that follows from true bounds is true.
  for (int i = 0; i < 3; ++i)
    if (!sweep(false)) break;
}

}  // namespace

void bound_values(Region& region) {
  Ranges(region).run();
}

}  // namespace mozi::jit
