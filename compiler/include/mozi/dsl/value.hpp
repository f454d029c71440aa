// A value of the language: state variable, local or parameter, depending on where it is declared.
#pragma once

#include "mozi/dsl/narrowing.hpp"

namespace mozi::dsl {

/// A value of kind K. What "U256 x;" means follows from where it stands: a member made by FIELD or
/// PUBLIC is state, one inside a function body is a local variable, one in a parameter list is a
/// parameter.
template <class K>
class Value : public K::template Operators<Value<K>>,
              public K::template Methods<Value<K>>,
              public Narrowing<K> {
 public:
  using value_type = Value;
  using Narrowing<K>::Narrowing;

  Value(Location at = std::source_location::current()) { declare(nullptr, at); }
  Value(const Value& other, Location at = std::source_location::current()) {
    declare(other.node, at);
  }
  // C++ moves what it returns or slices; moving out of storage must copy all the same.
  Value(Value&& other, Location at = std::source_location::current()) {
    this->node = Tracer::current().adopt(other.node, at);
  }
  template <class X>
    requires Gives<X&&, Value>
  Value(X&& x, Location at = std::source_location::current()) {
    declare(node_as<Value>(std::forward<X>(x), at), at);
  }
  template <class X>
    requires(CapturedFor<X &&, Value> && is_expression<std::remove_cvref_t<X>>::value)
  Value(X&&) MOZI_REJECT(MOZI_AUTO_CAPTURED);
  template <class X>
    requires(CapturedFor<X &&, Value> && is_place<std::remove_cvref_t<X>>::value)
  Value(X&&) MOZI_REJECT(MOZI_PLACE_CAPTURED);
  template <class X>
    requires(OtherThan<X &&, Value> && !NarrowsTo<X, K>)
  Value(X&&) MOZI_REJECT(MOZI_OTHER_TYPE);

  /// Assigns. By value, because only a parameter's construction knows its position.
  Assigned operator=(Value other) {
    Tracer::current().assign(this->node, other.node);
    return {};
  }
  template <class X>
    requires(OtherThan<X &&, Value> && !NarrowsTo<X, K>)
  Assigned operator=(X&&) MOZI_REJECT(MOZI_OTHER_TYPE);

  NodeRef node_at(Location) const { return this->node; }

 private:
  void declare(NodeRef init, Location at) {
    this->node = Tracer::current().declare(K::type(), std::move(init), at);
  }
};

/// A place in storage or in an array: readable on the spot, assignable, not a copy.
template <class K>
class Place<Value<K>> : public Value<K> {
 public:
  using value_type = Value<K>;
  Place() : age_(Tracer::current().age()) {}
  Place(const Place&) = delete;
  Assigned operator=(Value<K> other) {
    Tracer::current().assign(this->node, other.node);
    return {};
  }
  Assigned operator=(Place&& other) {
    const auto at = other.node->begin;
    Tracer::current().set(this->node, other.node_at(at), at);
    return {};
  }
  template <class X>
    requires(OtherThan<X &&, Value<K>> && !NarrowsTo<X, K>)
  Assigned operator=(X&&) MOZI_REJECT(MOZI_OTHER_TYPE);
  NodeRef node_at(Location at) const {
    Tracer::current().check_fresh(age_, at);
    return this->node;
  }

 private:
  uint64_t age_;
};

/// A struct in storage or in an array: its members are places; a name for it is a pointer, as
/// Solidity's "storage".
template <Struct T>
class Place<T> : public T {
 public:
  using value_type = T;
  explicit Place(NodeRef where) : node(std::move(where)) {}
  Place(Place&&) = default;
  void operator=(Operand<T> other) { Tracer::current().set(node, other.node, other.at); }
  void operator=(const Place& other) { Tracer::current().set(node, other.node, other.node->begin); }
  NodeRef node_at(Location) const { return node; }
  NodeRef node;
};

/// The place that `node` denotes, as the type it has.
template <class T>
Place<T> make_place(NodeRef node) {
  const auto place = Tracer::current().place(std::move(node));
  Preset preset(place);
  if constexpr (Struct<T>) {
    return Place<T>(place);
  } else {
    return Place<T>();
  }
}

template <class T>
struct Indexed;
template <class T>
struct plain {
  using type = T;
  static constexpr bool indexed = false;
};
template <class T>
struct plain<const T> : plain<T> {};
template <class T>
struct plain<T&> : plain<T> {};
template <class T>
struct plain<Indexed<T>> : plain<T> {
  static constexpr bool indexed = true;
};
/// A parameter's type without reference, const and Indexed.
template <class T>
using plain_t = typename plain<T>::type;

template <Struct T>
TypeRef struct_type() {
  static const TypeRef type = [] {
    ast::Type t;
    t.kind = ast::Type::Kind::structure;
    t.name = reflect::author_name(reflect::qualified_name<T>());
    reflect::for_each_member<T>([&](auto i) {
      t.members.push_back(
          {std::string(reflect::member_name<T, i>()), type_of<reflect::Member<T, i>>()});
    });
    return std::make_shared<const ast::Type>(std::move(t));
  }();
  if (Tracer::current().meets(type)) {
    Preset probe{Preset::Probe{}};
    [[maybe_unused]] T specimen;
  }
  return type;
}

template <class T>
TypeRef type_of() {
  if constexpr (Struct<T>) {
    return struct_type<T>();
  } else if constexpr (requires { typename kind<T>::type; }) {
    return kind_of<T>::type();
  } else {
    return T::type();
  }
}

/// The node that an object of the surface stands for.
template <class T>
NodeRef node_of(const T& object, Location at) {
  if constexpr (Struct<T>) {
    return pack(object, at);
  } else {
    return object.node;
  }
}

template <class S>
NodeRef pack(const S& object, Location at) {
  std::vector<NodeRef> kids;
  std::apply([&](const auto*... member) { (kids.push_back(node_of(*member, at)), ...); },
             reflect::members(object));
  if (auto whole = whole_of(kids)) return whole;
  return make_node(ast::Op::tuple, type_of<S>(), std::move(kids), at, at);
}

template <class S>
NodeRef pack(S&& object, Location at)
  requires(!std::is_lvalue_reference_v<S>)
{
  return take_back(pack(std::as_const(object), at));
}

}  // namespace mozi::dsl
