// Every rewrite rule holds for random words and for edges.
#include "compiler/opt/rules.hpp"

#include <catch2/catch.hpp>
#include <optional>

#include "tests/support/random.hpp"
#include "vm/isa/word_ops.hpp"

namespace {

using namespace mozi;
using namespace mozi::opt;

struct Assignment {
  std::array<Word, 3> variables;
  std::array<Word, 3> constants;
};

Word evaluate(std::span<const Term::Node>& nodes, const Assignment& a) {
  const Term::Node node = nodes[0];
  nodes = nodes.subspan(1);
  if (node.kind == Term::Kind::variable) return a.variables[node.index];
  if (node.kind == Term::Kind::constant) return a.constants[node.index];
  if (node.kind == Term::Kind::number) return node.word();
  std::array<Word, 3> operands;
  for (int i = 0; i < ir::info(node.op).operands; ++i)
    operands[static_cast<size_t>(i)] = evaluate(nodes, a);
  if (node.op == ir::Op::select) return operands[0].is_zero() ? operands[2] : operands[1];
  return isa::evaluate(*ir::info(node.op).opcode, operands.data());
}
Word evaluate(const Term& term, const Assignment& a) {
  std::span<const Term::Node> nodes = term.nodes();
  return evaluate(nodes, a);
}

/// Words that the rule's conditions allow, or nothing.
std::optional<Assignment> assign(test::Random& random, const Rule& rule) {
  Assignment a;
  const bool few = random.below(2) == 0;  // small numbers meet more conditions
  for (Word& w : a.variables) w = few ? Word{random.below(4)} : random.word();
  for (Word& w : a.constants) w = few ? Word{random.below(300)} : random.word();
  if (random.below(3) == 0) a.constants[0] = Word{1} << random.below(256);
  if (random.below(3) == 0) a.constants[0] = (Word{1} << random.below(257)) - Word{1};
  if (evaluate(rule.condition, a).is_zero()) return std::nullopt;
  const Term::Node small = rule.small.nodes()[0];
  if (small.kind == Term::Kind::variable) {
    const Word bound = evaluate(rule.bound, a);
    Word& w = a.variables[small.index];
    if (w > bound) w = bound + Word{1} == Word{} ? w : w % (bound + Word{1});
  }
  return a;
}

}  // namespace

TEST_CASE("every rewrite rule holds for random words and for edges") {
  test::Random random(7);
  for (const Rule& rule : rules()) {
    INFO(to_string(rule) << ", MOZI_SEED=" << test::seed());
    int tried = 0;
    for (int i = 0; i < 20'000 && tried < 2'000; ++i) {
      const auto a = assign(random, rule);
      if (!a) continue;
      ++tried;
      if (evaluate(rule.left, *a) == evaluate(rule.right, *a)) continue;
      FAIL("x=" << to_hex(a->variables[0]) << " y=" << to_hex(a->variables[1])
                << " A=" << to_hex(a->constants[0]) << " B=" << to_hex(a->constants[1]));
    }
    CHECK(tried > 20);
  }
}

TEST_CASE("operands that commute have their constants right in every rule") {
  for (const Rule& rule : rules()) {
    const auto nodes = rule.left.nodes();
    using enum ir::Op;
    for (size_t i = 0; i + 1 < nodes.size(); ++i) {
      if (nodes[i].kind != Term::Kind::op) continue;
      const ir::Op op = nodes[i].op;
      CHECK(op != gt);
      CHECK(op != sgt);
      const bool commutes =
          op == add || op == mul || op == and_ || op == or_ || op == xor_ || op == eq;
      const bool constant =
          nodes[i + 1].kind == Term::Kind::constant || nodes[i + 1].kind == Term::Kind::number;
      INFO(to_string(rule));
      CHECK_FALSE((commutes && constant));
    }
  }
}
