// Algebra: opcodes on constants, divisions by powers of two, masks that hide nothing, conditions
// negated twice. Before -> after: DIV x 8 -> SHR 3 x; AND 0xff (BYTE 31 x) -> BYTE 31 x.
#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "vm/isa/word_ops.hpp"
#include "vm/jit/passes.hpp"
#include "vm/jit/uses.hpp"

namespace mozi::jit {
namespace {

using isa::Op;

bool is_power_of_two(const Word& w) {
  return !w.is_zero() && (w & (w - Word{1})).is_zero();
}

class Simplifier {
 public:
  explicit Simplifier(Region& region) : region_(region), same_(region.values.size()) {
    std::iota(same_.begin(), same_.end(), ValueId{0});
    for (ValueId id = 0; id < region.values.size(); ++id)
      if (region.values[id].kind == Kind::constant) constants_.emplace(region.values[id].word, id);
  }

  void run() {
    for (Block& block : region_.blocks) {
      std::vector<ValueId> code;
      for (const ValueId id : block.code) {
        Inst& inst = region_.values[id];
        for (uint8_t i = 0; i < inst.arg_count; ++i) inst.args[i] = find(inst.args[i]);
        if (inst.kind == Kind::pure) visit(id);
        if (extra_ != no_value) code.push_back(extra_);
        extra_ = no_value;
        code.push_back(id);
      }
      block.code = std::move(code);
      if (block.condition != no_value) block.condition = plain_condition(find(block.condition));
    }
    for_each_use(region_, [&](ValueId& use) { use = find(use); });
    for (Block& block : region_.blocks)
      std::erase_if(block.code, [&](ValueId id) { return find(id) != id; });
  }

 private:
  ValueId find(ValueId id) const {
    while (id < same_.size() && same_[id] != id) id = same_[id];
    return id;
  }
  ValueId constant(const Word& value) {
    const auto [at, is_new] = constants_.try_emplace(value, no_value);
    if (is_new) {
      at->second = static_cast<ValueId>(region_.values.size());
      Inst inst;
      inst.word = value;
      region_.values.push_back(std::move(inst));
    }
    return at->second;
  }
  [[nodiscard]] const Inst& arg(const Inst& inst, unsigned i) const {
    return region_.values[inst.args[i]];
  }
  /// What decides a branch as `condition` does.
  [[nodiscard]] ValueId plain_condition(ValueId condition) const {
    for (;;) {
      const Inst& outer = region_.values[condition];
      if (outer.kind != Kind::pure || outer.op != Op::ISZERO) return condition;
      const Inst& inner = arg(outer, 0);
      if (inner.kind != Kind::pure || inner.op != Op::ISZERO) return condition;
      condition = inner.args[0];
    }
  }

  void become(ValueId id, Op op, std::initializer_list<ValueId> args) {
    Inst& inst = region_.values[id];
    inst.op = op;
    inst.arg_count = static_cast<uint8_t>(args.size());
    std::ranges::copy(args, inst.args.begin());
  }
  bool fold(ValueId id) {
    const Inst& inst = region_.values[id];
    std::array<Word, 3> operands;
    for (uint8_t i = 0; i < inst.arg_count; ++i) {
      if (arg(inst, i).kind != Kind::constant) return false;
      operands[i] = arg(inst, i).word;
    }
    same_[id] = constant(isa::evaluate(inst.op, operands.data()));
    return true;
  }

  void visit(ValueId id);
  void by_constant(ValueId id, bool first, const Word& c);
  void by_modulus(ValueId id, const Word& modulus);

  Region& region_;
  std::vector<ValueId> same_;
  std::unordered_map<Word, ValueId> constants_;
  ValueId extra_ = no_value;  // goes before the instruction that is being visited
};

/// One operand of a binary opcode is the constant c: the first, or the second.
void Simplifier::by_constant(ValueId id, bool first, const Word& c) {
  const Inst inst = region_.values[id];
  const ValueId x = inst.args[first ? 1 : 0];
  const Word ones = ~Word{};
  const bool commutes = inst.op == Op::ADD || inst.op == Op::MUL || inst.op == Op::AND ||
                        inst.op == Op::OR || inst.op == Op::XOR || inst.op == Op::EQ;
  const auto log2 = c.bit_width() - 1;
  if (commutes || !first) {
    const bool additive =
        inst.op == Op::ADD || inst.op == Op::SUB || inst.op == Op::OR || inst.op == Op::XOR;
    if (additive && c.is_zero()) same_[id] = x;
    if (inst.op == Op::EQ && c.is_zero()) become(id, Op::ISZERO, {x});
    if (inst.op == Op::AND && c == ones) same_[id] = x;
    if (inst.op == Op::AND && (c & (c + Word{1})).is_zero() && region_.values[x].word <= c)
      same_[id] = x;
    if ((inst.op == Op::AND || inst.op == Op::MUL) && c.is_zero()) same_[id] = constant({});
    if (inst.op == Op::XOR && c == ones) become(id, Op::NOT, {x});
    if (is_power_of_two(c)) {
      if (inst.op == Op::MUL) become(id, Op::SHL, {constant(Word{log2}), x});
      if (inst.op == Op::DIV) become(id, Op::SHR, {constant(Word{log2}), x});
      if (inst.op == Op::MOD) become(id, Op::AND, {x, constant(c - Word{1})});
    }
    if ((inst.op == Op::DIV || inst.op == Op::MOD) && c.is_zero()) same_[id] = constant({});
    if (inst.op == Op::EXP && c == Word{1}) same_[id] = x;
    if (inst.op == Op::EXP && c == Word{2}) become(id, Op::MUL, {x, x});
  }
  if (first) {
    if (inst.op == Op::EXP && c == Word{2}) become(id, Op::SHL, {x, constant(Word{1})});
    if ((inst.op == Op::SHL || inst.op == Op::SHR || inst.op == Op::SAR) && c.is_zero())
      same_[id] = x;
  }
}

void Simplifier::by_modulus(ValueId id, const Word& modulus) {
  if (modulus.is_zero()) {
    same_[id] = constant({});
    return;
  }
  if (!is_power_of_two(modulus)) return;
  // 2^256 is a multiple of the modulus, so that overflow does not matter.
  const Inst inst = region_.values[id];
  const auto sum = static_cast<ValueId>(region_.values.size());
  Inst plain = inst;
  plain.op = inst.op == Op::ADDMOD ? Op::ADD : Op::MUL;
  plain.arg_count = 2;
  plain.word = ~Word{};
  region_.values.push_back(std::move(plain));
  extra_ = sum;
  become(id, Op::AND, {sum, constant(modulus - Word{1})});
}

void Simplifier::visit(ValueId id) {
  if (fold(id)) return;
  const Inst& inst = region_.values[id];
  if (inst.op == Op::ADDMOD || inst.op == Op::MULMOD) {
    if (arg(inst, 2).kind == Kind::constant) by_modulus(id, Word{arg(inst, 2).word});
    return;
  }
  if (inst.arg_count != 2) return;
  for (const unsigned i : {0u, 1u}) {
    const Inst& now = region_.values[id];
    if (same_[id] != id || now.arg_count != 2 || arg(now, i).kind != Kind::constant) continue;
    by_constant(id, i == 0, Word{arg(now, i).word});
    return;
  }
}

}  // namespace

void simplify(Region& region) {
  Simplifier(region).run();
}

}  // namespace mozi::jit
