// The rewrite rules as data: patterns over variables and constants, one rule a line in rules.cpp.
#pragma once

#include <array>
#include <span>
#include <string>

#include "compiler/ir/ir.hpp"
#include "mozi/word.hpp"

namespace mozi::opt {

/// A term: variables x y z stand for any value, A B C for constants, numbers for themselves. A tree
/// in prefix order, small enough to be a value.
class Term {
 public:
  enum class Kind : uint8_t { variable, constant, number, op };
  struct Node {
    Kind kind = Kind::number;
    uint8_t index = 0;  // of a variable (x y z) or constant (A B C)
    ir::Op op = ir::Op::constant;
    int64_t number = 0;  // sign-extended to a word
    [[nodiscard]] Word word() const {
      const Word w{static_cast<uint64_t>(number)};
      return number < 0 ? w | ~Word{~uint64_t{0}} : w;
    }
  };

  constexpr Term() = default;
  constexpr Term(int64_t number) {  // NOLINT: a number is a term
    add({.kind = Kind::number, .number = number});
  }
  static constexpr Term leaf(Kind kind, uint8_t index) {
    Term t;
    t.add({.kind = kind, .index = index});
    return t;
  }
  template <class... Terms>
  static constexpr Term of(ir::Op op, const Terms&... operands) {
    Term t;
    t.add({.kind = Kind::op, .op = op});
    (t.add_all(operands), ...);
    return t;
  }

  [[nodiscard]] std::span<const Node> nodes() const { return {nodes_.data(), size_}; }

 private:
  constexpr void add(const Node& node) { nodes_[size_++] = node; }
  constexpr void add_all(const Term& other) {
    for (size_t i = 0; i < other.size_; ++i) add(other.nodes_[i]);
  }

  std::array<Node, 20> nodes_{};
  uint8_t size_ = 0;
};

/// `left` becomes `right` where `small` is at most `bound` (if there is such a condition) and the
/// constant term `condition` is not zero.
struct Rule {
  Term left;
  Term right;
  Term condition = Term{1};  // over constants
  Term small = Term{0};      // a variable ...
  Term bound = Term{0};      // ... that is provably at most this constant term
};

/// All rules, in the order in which they are tried.
std::span<const Rule> rules();
std::string to_string(const Term& term);
std::string to_string(const Rule& rule);

}  // namespace mozi::opt
