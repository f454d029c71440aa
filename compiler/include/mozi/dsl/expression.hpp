// What stands in an expression: values, places, constants; and how each becomes an operand.
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

#include "mozi/dsl/reflect.hpp"
#include "mozi/dsl/tracer.hpp"

// A reason for a deleted function: clang prints it at the author's line.
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc++26-extensions"
#define MOZI_REJECT(reason) = delete (reason)
#else
#define MOZI_REJECT(reason) = delete
#endif
#define MOZI_AUTO_CAPTURED \
  "'auto' captured an unevaluated expression; give the local a type: U256 x = ..."
#define MOZI_PLACE_CAPTURED "this is a place in storage, not a copy; write U256 x = m[k] for a copy"

namespace mozi::dsl {

template <class K>
class Value;
template <class T>
class Expression;
template <class T>
class Called;
template <class T>
class Place;
template <class T>
struct Operand;

/// A value's node, whatever its type.
struct Handle {
  NodeRef node;
};

/// A plain C++ struct of the language's values: a Solidity struct, with names by reflection.
template <class T>
concept Struct =
    std::is_class_v<T> && std::is_aggregate_v<T> && !requires { typename T::value_type; };

/// Constants and environment values: made anew at each use.
struct SourceTag {};

template <class X>
concept Source = std::derived_from<std::remove_cvref_t<X>, SourceTag>;

template <class T>
struct is_expression : std::false_type {};
template <class T>
struct is_expression<Expression<T>> : std::true_type {};
template <class T>
struct is_expression<Called<T>> : std::true_type {};
template <class T>
struct is_place : std::false_type {};
template <class T>
struct is_place<Place<T>> : std::true_type {};

/// An Expression or Place that was given a name, and so could be used twice or too late.
template <class X>
concept Captured =
    std::is_lvalue_reference_v<X> && (is_expression<std::remove_cvref_t<X>>::value ||
                                      (is_place<std::remove_cvref_t<X>>::value &&
                                       !Struct<typename std::remove_cvref_t<X>::value_type>));

/// The type of the value that X stands for.
template <class X>
using value_of = typename std::remove_cvref_t<X>::value_type;

template <class T>
struct kind;
template <class K>
struct kind<Value<K>> {
  using type = K;
};
template <class T>
using kind_of = typename kind<T>::type;

/// The op of an implicit conversion between kinds; `literal` if there is none.
template <class From, class To>
inline constexpr ast::Op conversion = ast::Op::literal;
template <class X, class T>
concept ConvertsTo = requires { typename kind<value_of<X>>::type; } &&
                     (conversion<kind_of<value_of<X>>, kind_of<T>> != ast::Op::literal);
template <class X, class T>
concept LiteralOf = !requires { typename std::remove_cvref_t<X>::value_type; } &&
                    requires(const X& x, Location at) { kind_of<T>::from_literal(x, at); };
template <class X, class T>
concept SameValue = requires { requires std::same_as<value_of<X>, T>; };

/// X is something that a T can be made from, except another T.
template <class X, class T>
concept Gives = !Captured<X> && !std::same_as<std::remove_cvref_t<X>, T> &&
                (SameValue<X, T> || ConvertsTo<X, T> || LiteralOf<X, T>);
/// X would give a T if it were not captured.
template <class X, class T>
concept CapturedFor = Captured<X> && (SameValue<X, T> || ConvertsTo<X, T>);

/// X is a value of the language that is no T and does not become one.
template <class X, class T>
concept OtherThan = requires { typename value_of<X>; } && !SameValue<X, T> && !ConvertsTo<X, T>;

/// What an assignment gives: nothing that could stand in a condition.
struct Assigned {};

template <class T>
TypeRef type_of();

/// The node of x as a T.
template <class T, class X>
NodeRef node_as(X&& x, Location at) {
  if constexpr (LiteralOf<X, T>) {
    return kind_of<T>::from_literal(x, at);
  } else if constexpr (SameValue<X, T>) {
    return x.node_at(at);
  } else {
    constexpr auto op = conversion<kind_of<value_of<X>>, kind_of<T>>;
    return make_node(op, type_of<T>(), {x.node_at(at)}, at, at);
  }
}

/// The node of a struct: the place it is, or a tuple of its members.
template <class S>
NodeRef pack(const S& object, Location at);
/// The same for a temporary: its members' initialisers are taken back.
template <class S>
NodeRef pack(S&& object, Location at)
  requires(!std::is_lvalue_reference_v<S>);

/// What an operator or a function was given, and where (line and column).
template <class T>
struct Operand {
  NodeRef node;
  Location at;

  Operand(const T& value, Location where = std::source_location::current())
      : node(value.node), at(where) {}
  Operand(T&& value, Location where = std::source_location::current())
      : node(Tracer::current().retract(value.node).value), at(where) {}
  template <class X>
    requires Gives<X&&, T>
  Operand(X&& x, Location where = std::source_location::current())
      : node(node_as<T>(std::forward<X>(x), where)), at(where) {}
  template <class X>
    requires(CapturedFor<X &&, T> && is_expression<std::remove_cvref_t<X>>::value)
  Operand(X&&) MOZI_REJECT(MOZI_AUTO_CAPTURED);
  template <class X>
    requires(CapturedFor<X &&, T> && is_place<std::remove_cvref_t<X>>::value)
  Operand(X&&) MOZI_REJECT(MOZI_PLACE_CAPTURED);
  Operand(Assigned) MOZI_REJECT("an assignment has no value; compare with ==");
};
template <Struct T>
struct Operand<T> {
  NodeRef node;
  Location at;

  Operand(const T& value, Location where = std::source_location::current())
      : node(pack(value, where)), at(where) {}
  Operand(T&& value, Location where = std::source_location::current())
      : node(pack(std::move(value), where)), at(where) {}
  Operand(Expression<T>&& value, Location where = std::source_location::current())
      : node(value.node_at(where)), at(where) {}
  Operand(Expression<T>&) MOZI_REJECT(MOZI_AUTO_CAPTURED);
};

#define MOZI_OTHER_TYPE \
  "the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)"

// A call with another number of arguments than the declaration has parameters. Not deleted, because
// clang complains twice about deleted call operators.
#if defined(__clang__)
#define MOZI_OTHER_COUNT                                                          \
  __attribute__((diagnose_if(true,                                                \
                             "the declaration has another number of parameters; " \
                             "give as many arguments",                            \
                             "error")))
#else
#define MOZI_OTHER_COUNT = delete
#endif

/// Deleted conversions that lose something, with the reason; specialised where kinds can narrow.
template <class K>
struct Narrowing {};
template <class From, class To>
inline constexpr bool narrows = false;
/// X is a value that a K would cut.
template <class X, class K>
concept NarrowsTo = requires { requires narrows<kind_of<value_of<X>>, K>; };

/// An argument of a function, event or error: an operand that says why it does not narrow.
template <class T>
struct Argument : Operand<T> {
  using Operand<T>::Operand;
};
template <class K>
struct Argument<Value<K>> : Operand<Value<K>>, Narrowing<K> {
  using Operand<Value<K>>::Operand;
  using Narrowing<K>::Narrowing;
  template <class X>
    requires(OtherThan<X &&, Value<K>> && !NarrowsTo<X, K>)
  Argument(X&&) MOZI_REJECT(MOZI_OTHER_TYPE);
};

struct NoMethods {};
template <class T, class Self>
struct methods {
  using type = NoMethods;
};
template <class K, class Self>
struct methods<Value<K>, Self> {
  using type = typename K::template Methods<Self>;
};

/// An expression: usable once, on the spot.
template <class T>
class [[nodiscard("the value of an expression is unused")]] Expression
    : public methods<T, Expression<T>>::type {
 public:
  using value_type = T;
  explicit Expression(NodeRef node) : node_(std::move(node)) {}
  Expression(Expression&& other) noexcept : node_(std::move(other.node_)) {}
  Expression(const Expression&)
      MOZI_REJECT("an expression can be used once; store it in a typed local first: U256 x = ...");
  // A call whose result nobody takes still happens.
  ~Expression() {
    if (node_ && node_->effect)
      Tracer::current().add(ast::Statement::Kind::expression, {node_}, node_->begin);
  }
  NodeRef node_at(Location) const { return std::move(node_); }
  /// Takes a struct result apart into a local struct.
  template <std::same_as<T> S = T>
    requires Struct<S>
  operator S() && {  // NOLINT: the struct is what the expression is
    const NodeRef call = std::move(node_);
    Preset members(Tracer::current().unpack(call, call->begin));
    return S{};
  }

 private:
  mutable NodeRef node_;
};

/// The result of an internal function, which may be left unused.
template <class T>
class Called : public Expression<T> {
 public:
  using Expression<T>::Expression;
};

/// A call without result: it happens where it stands.
template <>
class Expression<void> {
 public:
  using value_type = void;
  explicit Expression(NodeRef node) : node_(std::move(node)) {}
  Expression(Expression&& other) noexcept : node_(std::move(other.node_)) {}
  ~Expression() {
    if (node_) Tracer::current().add(ast::Statement::Kind::expression, {node_}, node_->begin);
  }
  NodeRef node_at(Location) const { return std::move(node_); }

 private:
  mutable NodeRef node_;
};

template <>
class Called<void> : public Expression<void> {
 public:
  using Expression<void>::Expression;
};

template <class R, class T>
Expression<R> unary(ast::Op op, const Operand<T>& a) {
  return Expression<R>(make_node(op, type_of<R>(), {a.node}, a.at, a.at));
}
template <class R, class T, class U>
Expression<R> binary(ast::Op op, const Operand<T>& a, const Operand<U>& b) {
  return Expression<R>(make_node(op, type_of<R>(), {a.node, b.node}, a.at, b.at));
}

}  // namespace mozi::dsl
