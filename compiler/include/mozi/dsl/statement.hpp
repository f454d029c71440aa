// Statements that are functions: checks, events, errors, deletion, casts and choices.
#pragma once

#include "mozi/dsl/environment.hpp"

namespace mozi::dsl {

/// An error with its arguments, for revert and require.
struct Raised {
  NodeRef node;
};
/// An event with its arguments, for emit.
struct Logged {
  NodeRef node;
};

/// What If, While and require test.
struct Condition : Operand<Bool> {
  using Operand<Bool>::Operand;
  template <class X>
    requires OtherThan<X&&, Bool>
  Condition(X&&) MOZI_REJECT("a condition is a Bool; compare: x != 0");
};

/// Reverts with the error unless the condition holds; the error's arguments are evaluated only
/// then.
void require(Condition condition, Raised error);
/// Reverts without data unless the condition holds.
void require(Condition condition);
void require(Condition condition, const char* text) MOZI_REJECT(
    "an error is declared and named: ERROR(TooSmall, (U256 have)), then require(x > 1, "
    "TooSmall(x))");
/// Ends the call with the error.
void revert(Raised error, Location at = std::source_location::current());
/// Ends the call without data.
void revert(Location at = std::source_location::current());
void revert(const char* text) MOZI_REJECT(
    "an error is declared and named: ERROR(TooSmall, (U256 have)), then revert(TooSmall(x))");
/// Ends the call with these bytes as they are.
void revert_raw(Operand<Bytes> data);
/// Panics unless the condition holds: with code 1 for what can never happen, with another for what
/// Solidity panics at (0x11: overflow, 0x12: division by zero, 0x31: pop of nothing, 0x32: index).
void assert_(Condition condition, uint8_t panic_code = 1);
/// Logs an event.
void emit(Logged event, Location at = std::source_location::current());
/// Sends the balance to `beneficiary` and ends; deletes the contract only in its creating
/// transaction (EIP-6780).
void selfdestruct(Operand<Address> beneficiary);

using ast::Lint;
/// Acknowledges a warning in the whole function that this stands in, and says why it is none.
inline void allow(Lint lint, const char* reason, Location at = std::source_location::current()) {
  Tracer::current().allow(lint, reason, at);
}

/// Sets a variable, a place or a whole struct to zero, as Solidity's delete.
template <class T>
  requires requires(const T& target) { target.node; }
void reset(const T& target, Location at = std::source_location::current()) {
  Tracer::current().add(ast::Statement::Kind::reset, {target.node}, at);
}

/// The value as a narrower (or differently signed) type; panics with 0x11 if it does not fit.
template <class T, class X>
  requires requires { typename kind<value_of<X>>::type; }
Expression<T> checked_cast(X&& x, Location at = std::source_location::current()) {
  return Expression<T>(make_node(ast::Op::narrow, type_of<T>(), {x.node_at(at)}, at, at));
}
/// The value's low bits (a byte string's first bytes) as a narrower type.
template <class T, class X>
  requires requires { typename kind<value_of<X>>::type; }
Expression<T> truncate(X&& x, Location at = std::source_location::current()) {
  return Expression<T>(make_node(ast::Op::truncate, type_of<T>(), {x.node_at(at)}, at, at));
}
/// Complains about types of different size.
void check_reinterpretable(const ast::Type& from, const ast::Type& to, Location at);
/// The same bits in another type of the same size: U160 and Address, Bytes32 and U256, U256 and
/// I256, Bytes and String.
template <class T, class X>
  requires requires { typename kind<value_of<X>>::type; }
Expression<T> reinterpret(X&& x, Location at = std::source_location::current()) {
  check_reinterpretable(*type_of<value_of<X>>(), *type_of<T>(), at);
  return Expression<T>(make_node(ast::Op::reinterpret, type_of<T>(), {x.node_at(at)}, at, at));
}

/// Wrapping arithmetic: wrapping(a + b) drops the carry instead of panicking.
template <class T>
Expression<T> wrapping(Expression<T>&& expression, Location at = std::source_location::current()) {
  auto node = expression.node_at(at);
  make_wrapping(*node);
  return Expression<T>(std::move(node));
}

/// The one of two types that the other converts to; literals convert to anything.
template <class A, class B>
struct common {
  using type = value_of<A>;
};
template <class A, class B>
  requires(!requires { typename std::remove_cvref_t<A>::value_type; } || ConvertsTo<A, value_of<B>>)
struct common<A, B> {
  using type = value_of<B>;
};

/// condition ? yes : no. Only the chosen one is evaluated.
template <class A, class B, class T = typename common<A, B>::type>
Expression<T> select(Condition condition, A&& yes, B&& no,
                     Location at = std::source_location::current()) {
  Operand<T> first(std::forward<A>(yes), at);
  Operand<T> second(std::forward<B>(no), at);
  return Expression<T>(make_node(ast::Op::conditional, type_of<T>(),
                                 {condition.node, first.node, second.node}, at, at));
}

}  // namespace mozi::dsl
