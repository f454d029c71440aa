// The rewrite rules, one a line. Each is tested on random words and on edges.
#include "compiler/opt/rules.hpp"

namespace mozi::opt {
namespace {

using ir::Op;

constexpr Term x = Term::leaf(Term::Kind::variable, 0);
constexpr Term y = Term::leaf(Term::Kind::variable, 1);
constexpr Term z = Term::leaf(Term::Kind::variable, 2);
constexpr Term A = Term::leaf(Term::Kind::constant, 0);
constexpr Term B = Term::leaf(Term::Kind::constant, 1);
constexpr Term ones = -1;

// An op's name, as a function that makes a term.
#define IR_OP(name, ...)                                       \
  [[maybe_unused]] constexpr Term name(const auto&... terms) { \
    return Term::of(Op::name, Term(terms)...);                 \
  }
#include "compiler/ir/ops.def"
#undef IR_OP

constexpr Term is_power_of_two(const Term& c) {
  return and_(iszero(and_(c, sub(c, 1))), iszero(iszero(c)));
}
/// The exponent of a power of two.
constexpr Term log2(const Term& c) {
  return sub(255, clz(c));
}
constexpr Term mask(const Term& bits) {
  return sub(shl(bits, 1), 1);
}
constexpr Term truth(const Term& t) {
  return iszero(iszero(t));
}

// Constants stand right where an op commutes, and gt and sgt are written as lt and slt. Earlier
// rules win.
// clang-format off
constexpr Rule table[] = {
    // What is known to be small.
    {and_(x, A), x, iszero(and_(A, add(A, 1))), x, A},
    {truth(x), x, 1, x, 1},
    {eq(x, 1), x, 1, x, 1},
    {xor_(x, 1), iszero(x), 1, x, 1},
    {sub(1, x), iszero(x), 1, x, 1},
    {lt(x, A), 1, truth(A), x, sub(A, 1)},
    {lt(A, x), 0, 1, x, A},
    {eq(x, A), 0, truth(A), x, sub(A, 1)},
    {shr(A, x), 0, lt(A, 256), x, mask(A)},
    {div(x, A), 0, truth(A), x, sub(A, 1)},
    {mod(x, A), x, truth(A), x, sub(A, 1)},
    {shr(A, shl(A, x)), x, lt(A, 256), x, shr(A, ones)},
    {div(mul(x, A), A), x, truth(A), x, div(ones, A)},
    {signextend(A, x), x, lt(A, 31), x, mask(add(shl(3, A), 7))},
    {select(x, 1, 0), x, 1, x, 1},
    {select(x, 0, 1), iszero(x), 1, x, 1},
    {select(iszero(x), y, z), select(x, z, y), 1, x, 1},
    {select(x, y, 0), mul(y, x), 1, x, 1},
    // Addition and subtraction: constants meet.
    {add(x, 0), x},
    {sub(x, 0), x},
    {sub(x, x), 0},
    {sub(0, sub(x, y)), sub(y, x)},
    {add(add(x, A), B), add(x, add(A, B))},
    {sub(add(x, A), B), add(x, sub(A, B))},
    {add(sub(x, A), B), add(x, sub(B, A))},
    {sub(sub(x, A), B), sub(x, add(A, B))},
    {add(sub(A, x), B), sub(add(A, B), x)},
    {sub(sub(A, x), B), sub(sub(A, B), x)},
    {sub(A, add(x, B)), sub(sub(A, B), x)},
    {sub(A, sub(x, B)), sub(add(A, B), x)},
    {sub(A, sub(B, x)), add(x, sub(A, B))},
    {sub(add(x, y), x), y},
    {sub(add(x, y), y), x},
    {add(sub(x, y), y), x},
    {add(y, sub(x, y)), x},
    {sub(x, sub(x, y)), y},
    {sub(add(x, A), add(y, B)), add(sub(x, y), sub(A, B))},
    {sub(x, add(x, y)), sub(0, y)},
    {add(x, sub(0, y)), sub(x, y)},
    {add(x, A), sub(x, sub(0, A)), lt(sub(0, A), A)},
    // Multiplication and division.
    {mul(x, 0), 0},
    {mul(x, 1), x},
    {mul(x, ones), sub(0, x)},
    {mul(mul(x, A), B), mul(x, mul(A, B))},
    {mul(x, A), shl(log2(A), x), is_power_of_two(A)},
    {mul(x, shl(y, 1)), shl(y, x)},
    {div(x, 0), 0},
    {div(0, x), 0},
    {div(x, 1), x},
    {div(x, A), shr(log2(A), x), is_power_of_two(A)},
    {div(div(x, A), B), div(x, mul(A, B)), eq(div(mul(A, B), B), A)},
    {sdiv(x, 0), 0},
    {sdiv(x, 1), x},
    {mod(x, 0), 0},
    {mod(x, 1), 0},
    {mod(x, x), 0},
    {mod(x, A), and_(x, sub(A, 1)), is_power_of_two(A)},
    {smod(x, 1), 0},
    {exp(x, 0), 1},
    {exp(x, 1), x},
    {exp(x, 2), mul(x, x)},
    {exp(1, x), 1},
    {exp(2, x), shl(x, 1)},
    {addmod(x, y, 0), 0},
    {addmod(x, y, 1), 0},
    {mulmod(x, y, 0), 0},
    {mulmod(x, y, 1), 0},
    {addmod(0, x, y), mod(x, y)},
    {addmod(x, 0, y), mod(x, y)},
    {mulmod(1, x, y), mod(x, y)},
    {mulmod(x, 1, y), mod(x, y)},
    // Bits.
    {and_(x, 0), 0},
    {and_(x, ones), x},
    {and_(x, x), x},
    {and_(and_(x, A), B), and_(x, and_(A, B))},
    {and_(x, and_(x, y)), and_(x, y)},
    {and_(and_(x, y), x), and_(x, y)},
    {and_(and_(x, y), y), and_(x, y)},
    {and_(x, or_(x, y)), x},
    {and_(or_(x, y), x), x},
    {and_(x, not_(x)), 0},
    {or_(x, 0), x},
    {or_(x, ones), ones},
    {or_(x, x), x},
    {or_(or_(x, A), B), or_(x, or_(A, B))},
    {or_(or_(x, y), x), or_(x, y)},
    {or_(or_(x, y), y), or_(x, y)},
    {or_(x, or_(x, y)), or_(x, y)},
    {or_(and_(x, y), x), x},
    {or_(x, not_(x)), ones},
    {xor_(x, 0), x},
    {xor_(x, x), 0},
    {xor_(x, ones), not_(x)},
    {xor_(xor_(x, A), B), xor_(x, xor_(A, B))},
    {xor_(xor_(x, y), y), x},
    {xor_(xor_(x, y), x), y},
    {xor_(x, xor_(x, y)), y},
    {xor_(y, xor_(x, y)), x},
    {not_(not_(x)), x},
    {not_(sub(x, 1)), sub(0, x)},
    {and_(shl(A, x), B), shl(A, and_(x, shr(A, B))), lt(A, 256)},
    {and_(shr(A, x), B), shr(A, x), eq(and_(B, shr(A, ones)), shr(A, ones))},
    {or_(and_(x, A), and_(x, B)), and_(x, or_(A, B))},
    {or_(shr(A, x), shr(A, y)), shr(A, or_(x, y))},
    {or_(or_(z, shr(A, x)), shr(A, y)), or_(z, shr(A, or_(x, y)))},
    {or_(shr(A, y), or_(z, shr(A, x))), or_(z, shr(A, or_(x, y)))},
    {shl(0, x), x},
    {shr(0, x), x},
    {sar(0, x), x},
    {shl(x, 0), 0},
    {shr(x, 0), 0},
    {sar(x, 0), 0},
    {shl(A, x), 0, lt(255, A)},
    {shr(A, x), 0, lt(255, A)},
    {shl(A, shl(B, x)), shl(add(A, B), x), and_(lt(A, 256), lt(B, 256))},
    {shr(A, shr(B, x)), shr(add(A, B), x), and_(lt(A, 256), lt(B, 256))},
    {shr(A, shl(A, x)), and_(x, shr(A, ones)), lt(A, 256)},
    {shl(A, shr(A, x)), and_(x, shl(A, ones)), lt(A, 256)},
    {shr(A, and_(x, B)), and_(shr(A, x), shr(A, B)), lt(A, 256)},
    {shr(A, shl(B, x)), and_(shl(sub(B, A), x), shr(A, ones)), and_(lt(A, B), lt(B, 256))},
    {shr(A, shl(B, x)), and_(shr(sub(A, B), x), shr(A, ones)), and_(lt(B, A), lt(A, 256))},
    {byte(31, x), and_(x, 255)},
    {byte(0, x), shr(248, x)},
    {byte(A, x), 0, lt(31, A)},
    {signextend(A, x), x, lt(30, A)},
    {signextend(A, signextend(A, x)), signextend(A, x)},
    {signextend(A, and_(x, B)), signextend(A, x), and_(lt(A, 31), iszero(and_(not_(B), mask(shl(3, add(A, 1))))))},
    {and_(signextend(A, x), B), and_(x, B), and_(lt(A, 31), iszero(and_(B, not_(mask(shl(3, add(A, 1)))))))},
    // Comparisons.
    {lt(x, x), 0},
    {lt(x, 0), 0},
    {lt(x, 1), iszero(x)},
    {lt(ones, x), 0},
    {slt(x, x), 0},
    {eq(x, x), 1},
    {eq(x, 0), iszero(x)},
    {eq(add(x, A), B), eq(x, sub(B, A))},
    {eq(sub(x, A), B), eq(x, add(A, B))},
    {eq(xor_(x, A), B), eq(x, xor_(A, B))},
    {eq(not_(x), A), eq(x, not_(A))},
    {iszero(sub(x, y)), eq(x, y)},
    {iszero(xor_(x, y)), eq(x, y)},
    {iszero(truth(x)), iszero(x)},
    {iszero(lt(0, x)), iszero(x)},
    {eq(and_(x, A), x), iszero(shr(sub(256, clz(A)), x)), and_(iszero(and_(A, add(A, 1))), truth(not_(A)))},
    {eq(x, and_(x, A)), iszero(shr(sub(256, clz(A)), x)), and_(iszero(and_(A, add(A, 1))), truth(not_(A)))},
    {iszero(shl(A, x)), iszero(and_(x, shr(A, ones))), lt(A, 256)},
    {truth(lt(x, y)), lt(x, y)},
    {truth(slt(x, y)), slt(x, y)},
    {truth(eq(x, y)), eq(x, y)},
    {and_(iszero(x), iszero(y)), iszero(or_(x, y))},
    {or_(truth(x), truth(y)), truth(or_(x, y))},
    // Choices; their condition is 0 or 1.
    {select(x, y, y), y},
    {select(0, x, y), y},
    {select(1, x, y), x},
};
// clang-format on

void append(std::string& out, std::span<const Term::Node>& nodes) {
  const Term::Node node = nodes[0];
  nodes = nodes.subspan(1);
  switch (node.kind) {
    case Term::Kind::variable:
      out += "xyz"[node.index];
      return;
    case Term::Kind::constant:
      out += "ABC"[node.index];
      return;
    case Term::Kind::number:
      out += node.number < 0 ? "ones" : std::to_string(node.number);
      return;
    case Term::Kind::op:
      break;
  }
  out += ir::info(node.op).name;
  for (int i = 0; i < ir::info(node.op).operands; ++i) {
    out += i == 0 ? "(" : ", ";
    append(out, nodes);
  }
  out += ")";
}

}  // namespace

std::span<const Rule> rules() {
  return table;
}

std::string to_string(const Term& term) {
  std::string out;
  std::span<const Term::Node> nodes = term.nodes();
  append(out, nodes);
  return out;
}

std::string to_string(const Rule& rule) {
  return to_string(rule.left) + " -> " + to_string(rule.right);
}

}  // namespace mozi::opt
