// Typed compile-time constants, and values of the environment: made anew wherever they stand.
#pragma once

#include <string_view>

#include "mozi/dsl/operators.hpp"

namespace mozi::dsl {

/// A constant of type T that is known while the contract compiles.
template <class T>
class Constant : public SourceTag, public methods<T, Constant<T>>::type {
 public:
  using value_type = T;
  /// The constant with this word as its value, as it lies on the stack.
  static constexpr Constant of_word(const Word& word) { return Constant(word, Raw{}); }
  template <class X>
    requires requires(const X& x) { kind_of<T>::constant(x); }
  constexpr Constant(const X& x) : word_(kind_of<T>::constant(x)) {}  // NOLINT: a literal

  [[nodiscard]] constexpr const Word& word() const { return word_; }
  NodeRef node_at(Location at) const { return make_literal(word_, type_of<T>(), at); }

 private:
  struct Raw {};
  constexpr Constant(const Word& word, Raw) : word_(word) {}
  Word word_;
};

/// A constant of a type that is text: String or Bytes.
template <class T>
class TextConstant : public SourceTag, public methods<T, TextConstant<T>>::type {
 public:
  using value_type = T;
  /// The text must outlive the contract's compilation, as a literal does.
  constexpr TextConstant(std::string_view text) : text_(text) {}  // NOLINT: a literal
  template <size_t n>
  constexpr TextConstant(const char (&text)[n]) : text_(text, n - 1) {}  // NOLINT: a literal

  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  NodeRef node_at(Location at) const { return make_text(std::string(text_), type_of<T>(), at); }

 private:
  std::string_view text_;
};

/// The kind's constants are texts, not words.
template <class T>
concept Textual = requires { requires kind_of<T>::is_text; };

template <class T>
struct constant_type {
  using type = Constant<T>;
};
template <Textual T>
struct constant_type<T> {
  using type = TextConstant<T>;
};
/// What CONSTANT(name, T, value) declares.
template <class T>
using ConstantOf = typename constant_type<T>::type;

/// A value that an opcode without operands gives.
template <class T, uint8_t opcode>
class Environment : public SourceTag, public methods<T, Environment<T, opcode>>::type {
 public:
  using value_type = T;
  NodeRef node_at(Location at) const {
    auto node = make_node(ast::Op::opcode, type_of<T>(), {}, at, at);
    node->number = Word{opcode};
    return node;
  }
};

/// The largest value of an integer type.
template <class T>
constexpr Constant<T> max_of() {
  return Constant<T>::of_word(kind_of<T>::largest());
}
/// The smallest value of an integer type.
template <class T>
constexpr Constant<T> min_of() {
  return Constant<T>::of_word(kind_of<T>::smallest());
}

/// Records a public constant with its getter; what CONSTANT stands for.
template <class T>
ConstantOf<T> declare_constant(const char* name, const ConstantOf<T>& value, Location at) {
  Tracer::current().constant(name, value.node_at(at), at);
  return value;
}

}  // namespace mozi::dsl
