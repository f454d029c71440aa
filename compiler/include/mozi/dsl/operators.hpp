// The operators of the language's types.
#pragma once

#include "mozi/dsl/value.hpp"

namespace mozi::dsl {

/// == and != of a type.
template <class T>
struct Equality : Handle {
  friend Expression<Bool> operator==(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::eq, a, b);
  }
  friend Expression<Bool> operator!=(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::ne, a, b);
  }
};

/// The order of a type.
template <class T>
struct Ordering : Equality<T> {
  friend Expression<Bool> operator<(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::lt, a, b);
  }
  friend Expression<Bool> operator<=(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::le, a, b);
  }
  friend Expression<Bool> operator>(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::gt, a, b);
  }
  friend Expression<Bool> operator>=(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::ge, a, b);
  }
};

/// & | ^ ~ and their assignments.
template <class T>
struct Bitwise : Ordering<T> {
  friend Expression<T> operator&(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::bit_and, a, b);
  }
  friend Expression<T> operator|(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::bit_or, a, b);
  }
  friend Expression<T> operator^(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::bit_xor, a, b);
  }
  friend Expression<T> operator~(Operand<T> a) { return unary<T>(ast::Op::bit_not, a); }
  void operator&=(Operand<T> b) { update(ast::Op::bit_and, b); }
  void operator|=(Operand<T> b) { update(ast::Op::bit_or, b); }
  void operator^=(Operand<T> b) { update(ast::Op::bit_xor, b); }

 protected:
  template <class U>
  void update(ast::Op op, const Operand<U>& b) {
    const auto& self = this->node;
    Tracer::current().update(self, make_node(op, self->type, {self, b.node}, b.at, b.at), b.at);
  }
};

/// A variable that ++ or -- changes, and where it stands.
template <class T>
struct Target {
  NodeRef node;
  Location at;
  Target(T& variable, Location where = std::source_location::current())
      : node(variable.node), at(where) {}
  Target(Place<T>&& place, Location where = std::source_location::current())
      : node(place.node), at(where) {}
};
/// Adds or subtracts one.
void step(ast::Op op, const NodeRef& variable, Location at);

/// Arithmetic of the type's width. It panics on overflow unless inside wrapping() or Unchecked.
/// Shift amounts have type `Shift`.
template <class T, class Shift>
struct Arithmetic : Bitwise<T> {
  friend Expression<T> operator+(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::add, a, b);
  }
  friend Expression<T> operator-(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::sub, a, b);
  }
  friend Expression<T> operator*(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::mul, a, b);
  }
  friend Expression<T> operator/(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::div, a, b);
  }
  friend Expression<T> operator%(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::mod, a, b);
  }
  friend Expression<T> operator<<(Operand<T> a, Operand<Shift> b) {
    return binary<T>(ast::Op::shl, a, b);
  }
  friend Expression<T> operator>>(Operand<T> a, Operand<Shift> b) {
    return binary<T>(ast::Op::shr, a, b);
  }
  /// base to the power of exponent.
  friend Expression<T> pow(Operand<T> base, Operand<Shift> exponent) {
    return binary<T>(ast::Op::pow, base, exponent);
  }
  void operator+=(Operand<T> b) { this->update(ast::Op::add, b); }
  void operator-=(Operand<T> b) { this->update(ast::Op::sub, b); }
  void operator*=(Operand<T> b) { this->update(ast::Op::mul, b); }
  void operator/=(Operand<T> b) { this->update(ast::Op::div, b); }
  void operator%=(Operand<T> b) { this->update(ast::Op::mod, b); }
  void operator<<=(Operand<Shift> b) { this->update(ast::Op::shl, b); }
  void operator>>=(Operand<Shift> b) { this->update(ast::Op::shr, b); }
  friend void operator++(Target<T> target) { step(ast::Op::add, target.node, target.at); }
  friend void operator++(Target<T>, int) MOZI_REJECT("write ++i or i += 1");
  friend void operator--(Target<T>, int) MOZI_REJECT("write --i or i -= 1");
  friend void operator--(Target<T> target) { step(ast::Op::sub, target.node, target.at); }
};

/// Arithmetic with a sign.
template <class T>
struct SignedArithmetic : Arithmetic<T, U256> {
  friend Expression<T> operator-(Operand<T> a) { return unary<T>(ast::Op::neg, a); }
};

/// ! && ||. The second operand of && and || is evaluated only when it decides.
template <class T>
struct Logic : Equality<T> {
  friend Expression<T> operator!(Operand<T> a) { return unary<T>(ast::Op::logic_not, a); }
  friend Expression<T> operator&&(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::logic_and, a, b);
  }
  friend Expression<T> operator||(Operand<T> a, Operand<T> b) {
    return binary<T>(ast::Op::logic_or, a, b);
  }
};

/// & | ^ ~ and shifts of a byte string.
template <class T>
struct ByteStringOperators : Bitwise<T> {
  friend Expression<T> operator<<(Operand<T> a, Operand<U256> b) {
    return binary<T>(ast::Op::shl, a, b);
  }
  friend Expression<T> operator>>(Operand<T> a, Operand<U256> b) {
    return binary<T>(ast::Op::shr, a, b);
  }
};

/// The operands are values of the language, and one has the other's type or becomes it.
template <class A, class B>
concept Alike =
    SameValue<A, value_of<B>> || ConvertsTo<A, value_of<B>> || ConvertsTo<B, value_of<A>>;
template <class A, class B>
concept Values = requires {
  typename kind<value_of<A>>::type;
  typename kind<value_of<B>>::type;
};
template <class A>
concept Numeric = requires { kind_of<value_of<A>>::largest(); };
template <class A, class B>
concept Incomparable = Values<A, B> && !Alike<A, B>;
template <class A, class B>
concept Uncountable = Values<A, B> && (!Alike<A, B> || !Numeric<A>);

// What operands cannot do, with the way out.
#define MOZI_COMPARISON(op)              \
  template <class A, class B>            \
    requires Incomparable<A, B>          \
  Expression<Bool> operator op(A&&, B&&) \
      MOZI_REJECT("operands of " #op     \
                  " have one type; convert one with reinterpret<T>(x) or checked_cast<T>(x)");
#define MOZI_ARITHMETIC(op)                                  \
  template <class A, class B>                                \
    requires Uncountable<A, B>                               \
  Expression<value_of<A>> operator op(A&&, B&&) MOZI_REJECT( \
      "operands of " #op                                     \
      " are numbers of one type; convert with reinterpret<T>(x) or checked_cast<T>(x)");
MOZI_COMPARISON(==)
MOZI_COMPARISON(!=)
MOZI_COMPARISON(<)
MOZI_COMPARISON(<=)
MOZI_COMPARISON(>)
MOZI_COMPARISON(>=)
MOZI_ARITHMETIC(-)
MOZI_ARITHMETIC(*)
MOZI_ARITHMETIC(/)
MOZI_ARITHMETIC(%)
template <class A, class B>
  requires Uncountable<A, B>
Expression<value_of<A>> operator+(A&&, B&&) MOZI_REJECT(
    "operands of + are numbers of one type; convert with reinterpret<T>(x) or checked_cast<T>(x), "
    "join bytes with concat(a, b) and texts with concat_text(a, b)");
#undef MOZI_COMPARISON
#undef MOZI_ARITHMETIC

}  // namespace mozi::dsl
