// simplify
// Changes: folds constants; rewrites instructions by rules.cpp; orders operands that commute;
// strips what
//          a condition does not need.
// Keeps:   effects and their order, blocks and edges.
// Needs:   nothing; gvn makes more of it.
//   %2 = add %1, %0 (0x20); %3 = add %2, 0x40  ->  %3 = add %0, 0x60
#include <algorithm>
#include <array>
#include <optional>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/cfg.hpp"
#include "compiler/opt/bounds.hpp"
#include "compiler/opt/passes.hpp"
#include "compiler/opt/rules.hpp"
#include "compiler/opt/values.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/isa/word_ops.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

/// What the leaves of a rule stand for in a match.
struct Match {
  std::array<ValueId, 3> variables{nothing, nothing, nothing};
  std::array<std::optional<Word>, 3> constants;
  unsigned inner_ops = 0;  // matched instructions below the root that nothing else uses
};

bool commutes(Op op) {
  return op == Op::add || op == Op::mul || op == Op::and_ || op == Op::or_ || op == Op::xor_ ||
         op == Op::eq;
}

class Simplifier {
 public:
  explicit Simplifier(Function& f) : f_(f), bounds_(f), replacements_(f) {}

  bool run() {
    const Cfg cfg = analyse_cfg(f_);
    uses_ = count_uses(f_, cfg);
    for (const BlockId b : cfg.order) {
      insts_ = std::move(f_.blocks[b].insts);
      for (at_ = 0; at_ < insts_.size(); ++at_) simplify_inst(insts_[at_]);
      simplify_condition(f_.blocks[b].terminator);
      f_.blocks[b].insts = std::move(insts_);
    }
    return replacements_.apply() || changed_;
  }

 private:
  void simplify_inst(InstId id) {
    for (ValueId& v : f_.insts[id].operands) v = replacements_.resolve(v);
    if (f_.insts[id].op == Op::check) {
      const ValueId condition = truth_of(f_.insts[id].operands[0]);
      changed_ |= condition != f_.insts[id].operands[0];
      f_.insts[id].operands[0] = condition;
      return;
    }
    if (f_.insts[id].results.size() != 1 || f_.insts[id].op == Op::constant) return;
    constexpr int enough = 8;
    for (int rounds = 0; rounds < enough; ++rounds) {
      order_operands(f_.insts[id]);
      if (fold(id) || !apply_rules(id)) return;
      if (replacements_.resolve(f_.insts[id].results[0]) != f_.insts[id].results[0]) return;
    }
  }

  void simplify_condition(Terminator& t) {
    for (ValueId& v : t.operands) v = replacements_.resolve(v);
    for (Edge& e : t.edges)
      for (ValueId& v : e.arguments) v = replacements_.resolve(v);
    if (t.kind != Terminator::Kind::branch) return;
    ValueId condition = truth_of(t.operands[0]);
    // A branch on iszero is the branch on its operand, the other way round.
    for (const Inst* inst = definition(f_, condition); inst != nullptr && inst->op == Op::iszero;
         inst = definition(f_, condition)) {
      condition = truth_of(inst->operands[0]);
      std::swap(t.edges[0], t.edges[1]);
    }
    changed_ |= condition != t.operands[0];
    t.operands[0] = condition;
  }

  /// A simpler value that is zero exactly if `v` is.
  ValueId truth_of(ValueId v) const {
    for (;;) {
      const Inst* inst = definition(f_, v);
      if (inst == nullptr) return v;
      if (inst->op == Op::lt && is_constant(f_, inst->operands[0], Word{})) {
        v = inst->operands[1];
        continue;
      }
      if (inst->op != Op::iszero) return v;
      const Inst* inner = definition(f_, inst->operands[0]);
      if (inner == nullptr || inner->op != Op::iszero) return v;
      v = inner->operands[0];
    }
  }

  /// gt and sgt become lt and slt; constants go right.
  void order_operands(Inst& inst) {
    const bool greater = inst.op == Op::gt || inst.op == Op::sgt;
    const bool constant_left = commutes(inst.op) && constant(f_, inst.operands[0]) != nullptr &&
                               constant(f_, inst.operands[1]) == nullptr;
    if (!greater && !constant_left) return;
    if (inst.op == Op::gt) inst.op = Op::lt;
    if (inst.op == Op::sgt) inst.op = Op::slt;
    std::swap(inst.operands[0], inst.operands[1]);
    changed_ = true;
  }

  static Word evaluate(Op op, const Word* operands) {
    if (op == Op::select) return operands[0].is_zero() ? operands[2] : operands[1];
    return isa::evaluate(*info(op).opcode, operands);
  }

  static bool can_fold(Op op) {
    const OpInfo& row = info(op);
    if (op == Op::select || op == Op::mapping_slot || op == Op::array_slot) return true;
    return row.opcode && isa::info(*row.opcode).kind == isa::OpKind::pure;
  }

  static Word hash(std::initializer_list<Word> words) {
    Bytes bytes;
    for (const Word& w : words) std::ranges::copy(w.to_bytes(), std::back_inserter(bytes));
    return crypto::keccak256(bytes).to_word();
  }

  bool fold(InstId id) {
    const Op op = f_.insts[id].op;
    if (!can_fold(op)) return false;
    std::array<Word, 3> operands;
    for (size_t i = 0; i < f_.insts[id].operands.size(); ++i) {
      const Word* w = constant(f_, f_.insts[id].operands[i]);
      if (w == nullptr) return false;
      operands[i] = *w;
    }
    if (op == Op::mapping_slot)
      become_constant(id, hash({operands[1], operands[0]}));
    else if (op == Op::array_slot)
      become_constant(id, hash({operands[0]}));
    else
      become_constant(id, evaluate(op, operands.data()));
    return true;
  }

  void become_constant(InstId id, const Word& word) {
    f_.insts[id].op = Op::constant;
    f_.insts[id].operands.clear();
    f_.insts[id].imm = word;
    changed_ = true;
  }

  bool apply_rules(InstId id) {
    const Op op = f_.insts[id].op;
    for (const Rule& rule : rules()) {
      std::span<const Term::Node> left = rule.left.nodes();
      if (left[0].op != op) continue;
      Match match;
      if (!match_operands(f_.insts[id], left, match) || !allowed(rule, match)) continue;
      rewrite(id, rule, match);
      changed_ = true;
      return true;
    }
    return false;
  }

  bool match_operands(const Inst& inst, std::span<const Term::Node>& nodes, Match& match) const {
    nodes = nodes.subspan(1);
    for (const ValueId v : inst.operands)
      if (!match_value(v, nodes, match)) return false;
    return true;
  }

  bool match_value(ValueId v, std::span<const Term::Node>& nodes, Match& match) const {
    const Term::Node& node = nodes[0];
    const Word* word = constant(f_, v);
    switch (node.kind) {
      case Term::Kind::variable: {
        ValueId& bound = match.variables[node.index];
        if (bound != nothing && bound != v) return false;
        bound = v;
        break;
      }
      case Term::Kind::constant: {
        std::optional<Word>& bound = match.constants[node.index];
        if (word == nullptr || (bound && *bound != *word)) return false;
        bound = *word;
        break;
      }
      case Term::Kind::number:
        if (word == nullptr || *word != node.word()) return false;
        break;
      case Term::Kind::op: {
        const Inst* inst = definition(f_, v);
        if (inst == nullptr || inst->op != node.op) return false;
        if (v < uses_.size() && uses_[v] == 1) ++match.inner_ops;
        return match_operands(*inst, nodes, match);
      }
    }
    nodes = nodes.subspan(1);
    return true;
  }

  /// The word of a term over constants; nothing if a variable is in it.
  static std::optional<Word> word_of(std::span<const Term::Node>& nodes, const Match& match) {
    const Term::Node node = nodes[0];
    nodes = nodes.subspan(1);
    if (node.kind == Term::Kind::number) return node.word();
    if (node.kind == Term::Kind::constant) return match.constants[node.index];
    if (node.kind == Term::Kind::variable) return std::nullopt;
    std::array<Word, 3> operands;
    bool known = true;
    for (int i = 0; i < info(node.op).operands; ++i) {
      const auto word = word_of(nodes, match);
      known &= word.has_value();
      if (word) operands[static_cast<size_t>(i)] = *word;
    }
    if (!known) return std::nullopt;
    return evaluate(node.op, operands.data());
  }
  static std::optional<Word> word_of(const Term& term, const Match& match) {
    std::span<const Term::Node> nodes = term.nodes();
    return word_of(nodes, match);
  }

  bool allowed(const Rule& rule, const Match& match) {
    if (word_of(rule.condition, match)->is_zero()) return false;
    const Term::Node small = rule.small.nodes()[0];
    if (small.kind == Term::Kind::variable &&
        bounds_.most(match.variables[small.index]) > *word_of(rule.bound, match))
      return false;
    // Values that others use are not computed twice.
    std::span<const Term::Node> nodes = rule.right.nodes();
    return computed_ops(nodes, match) <= 1 + match.inner_ops;
  }

  static unsigned computed_ops(std::span<const Term::Node>& nodes, const Match& match) {
    auto after = nodes;
    if (word_of(after, match)) {
      nodes = after;
      return 0;
    }
    const Term::Node node = nodes[0];
    nodes = nodes.subspan(1);
    if (node.kind != Term::Kind::op) return 0;
    unsigned ops = 1;
    for (int i = 0; i < info(node.op).operands; ++i) ops += computed_ops(nodes, match);
    return ops;
  }

  void rewrite(InstId id, const Rule& rule, const Match& match) {
    std::span<const Term::Node> nodes = rule.right.nodes();
    auto after = nodes;
    if (const auto word = word_of(after, match)) {
      become_constant(id, *word);
      return;
    }
    if (nodes[0].kind == Term::Kind::variable) {
      replacements_.replace(f_.insts[id].results[0], match.variables[nodes[0].index]);
      return;
    }
    const Op op = nodes[0].op;
    nodes = nodes.subspan(1);
    Few<ValueId> operands;
    for (int i = 0; i < info(op).operands; ++i) operands.push_back(build(nodes, match, id));
    f_.insts[id].op = op;
    f_.insts[id].operands = std::move(operands);
  }

  /// Makes the value of a term in front of instruction `id`.
  ValueId build(std::span<const Term::Node>& nodes, const Match& match, InstId id) {
    const LocationId location = f_.insts[id].location;
    auto after = nodes;
    if (const auto word = word_of(after, match)) {
      nodes = after;
      return insert(Op::constant, {}, *word, location);
    }
    const Term::Node node = nodes[0];
    nodes = nodes.subspan(1);
    if (node.kind == Term::Kind::variable) return match.variables[node.index];
    Few<ValueId> operands;
    for (int i = 0; i < info(node.op).operands; ++i) operands.push_back(build(nodes, match, id));
    return insert(node.op, {operands.data(), operands.size()}, {}, location);
  }

  ValueId insert(Op op, std::span<const ValueId> operands, const Word& imm, LocationId location) {
    return insert_before(f_, insts_, at_, op, operands, imm, location);
  }

  Function& f_;
  Bounds bounds_;
  Replacements replacements_;
  std::vector<uint32_t> uses_;
  std::vector<InstId> insts_;  // of the block at hand
  size_t at_ = 0;
  bool changed_ = false;
};

}  // namespace

bool simplify(Function& f) {
  bool changed = false;
  constexpr int enough = 6;
  for (int rounds = 0; rounds < enough && Simplifier(f).run(); ++rounds) changed = true;
  return changed;
}

}  // namespace mozi::opt
