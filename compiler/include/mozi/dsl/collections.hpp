// Maps, arrays, bytes and strings.
#pragma once

#include "mozi/dsl/words.hpp"

namespace mozi::dsl {

/// A part of kid `whole`: an element, a byte, a value of a map.
template <class T>
Place<T> part(ast::Op op, NodeRef whole, const NodeRef& key, Location at) {
  return make_place<T>(make_node(op, type_of<T>(), {std::move(whole), key}, at, at));
}

/// A mapping in storage from K (one word, Bytes or String) to V (anything).
template <class K, class V>
class Map : public Handle {
 public:
  using value_type = Map;
  Map(Location at = std::source_location::current())
      : Handle{Tracer::current().declare(type(), nullptr, at)} {}
  Map(const Map&) MOZI_REJECT("a map cannot be copied; name it with a reference: auto& m = map");
  Map& operator=(const Map&) MOZI_REJECT("a map cannot be assigned; assign its values one by one");

  static TypeRef type() {
    static const TypeRef type = mapping_type(type_of<K>(), type_of<V>());
    return type;
  }
  /// The place of a key's value.
  Place<V> operator[](Argument<K> key) const {
    return part<V>(ast::Op::map_at, this->node, key.node, key.at);
  }
};

/// A map inside of a map, or of a struct.
template <class K, class V>
class Place<Map<K, V>> : public Map<K, V> {
 public:
  Place() : Map<K, V>(Location{}) {}
};

/// Length and elements of something that lies in a row.
template <class Self>
struct Countable {
  Expression<U256> length(Location at = std::source_location::current()) const {
    return Expression<U256>(
        make_node(ast::Op::length, type_of<U256>(), {self().node_at(at)}, at, at));
  }

 protected:
  const Self& self() const { return static_cast<const Self&>(*this); }
};

/// Growing and shrinking at the end, in storage only.
template <class T, class Self>
struct Growable : Countable<Self> {
  /// Appends an element.
  void push(Argument<T> value, Location at = std::source_location::current()) const {
    act(make_node(ast::Op::push, nothing_type(), {this->self().node_at(at), value.node}, at, at));
  }
  /// Removes the last element; panics if there is none.
  void pop(Location at = std::source_location::current()) const {
    act(make_node(ast::Op::pop, nothing_type(), {this->self().node_at(at)}, at, at));
  }

 private:
  static void act(NodeRef node) {
    const auto at = node->begin;
    if (node->kids[0]->where != ast::Where::storage)
      Tracer::current().complain("only arrays in storage grow and shrink", at);
    Tracer::current().add(ast::Statement::Kind::expression, {std::move(node)}, at);
  }
};

/// Appends a zero element to an array in storage; its index.
NodeRef append_zero(const NodeRef& array, Location at);
/// Complains about a slice of an array that does not lie in call data.
NodeRef array_slice(NodeRef array, const Operand<U256>& from, const Operand<U256>& to);

template <class T, class Self>
struct ArrayMethods : Growable<T, Self> {
  using Growable<T, Self>::push;
  /// Appends a zero element and gives its place: points.push().x = 1.
  Place<T> push(Location at = std::source_location::current()) const {
    const auto array = this->self().node_at(at);
    return part<T>(ast::Op::element, array, append_zero(array, at), at);
  }
  /// The elements from `from` (inclusive) to `to` (exclusive) of an array in call data.
  Expression<Array<T>> slice(Operand<U256> from, Operand<U256> to) const {
    return Expression<Array<T>>(array_slice(this->self().node_at(from.at), from, to));
  }
  /// The place of an element; an index out of bounds panics.
  Place<T> operator[](Operand<U256> index) const {
    return part<T>(ast::Op::element, this->self().node_at(index.at), index.node, index.at);
  }
};

template <class T, size_t n, class Self>
struct FixedArrayMethods {
  /// The number of elements.
  static constexpr size_t length() { return n; }
  /// The place of an element; an index out of bounds panics.
  Place<T> operator[](Operand<U256> index) const {
    const auto& self = static_cast<const Self&>(*this);
    return part<T>(ast::Op::element, self.node_at(index.at), index.node, index.at);
  }
};

template <class Self>
struct BytesMethods : Growable<Bytes1, Self> {
  /// A byte; an index out of bounds panics.
  Place<Bytes1> operator[](Operand<U256> index) const {
    return part<Bytes1>(ast::Op::byte_at, this->self().node_at(index.at), index.node, index.at);
  }
  /// The bytes from `from` (inclusive) to `to` (exclusive); reverts if there are not so many.
  Expression<Bytes> slice(Operand<U256> from, Operand<U256> to) const;
};
template <class Self>
Expression<Bytes> BytesMethods<Self>::slice(Operand<U256> from, Operand<U256> to) const {
  return Expression<Bytes>(make_node(ast::Op::slice, type_of<Bytes>(),
                                     {this->self().node_at(from.at), from.node, to.node}, from.at,
                                     to.at));
}

template <class Self>
struct StringMethods {
  Place<Bytes1> operator[](Operand<U256>) const MOZI_REJECT(
      "a String has no elements, since characters differ in size; s.bytes()[i] is a byte");
  /// The number of bytes that its UTF-8 takes.
  Expression<U256> length(Location at = std::source_location::current()) const {
    return Expression<U256>(
        make_node(ast::Op::length, type_of<U256>(), {self().node_at(at)}, at, at));
  }
  /// The same as Bytes, which have elements and slices.
  Expression<Bytes> bytes(Location at = std::source_location::current()) const {
    return Expression<Bytes>(
        make_node(ast::Op::reinterpret, type_of<Bytes>(), {self().node_at(at)}, at, at));
  }

 private:
  [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
};

/// A copy in memory, for changing what came as call data.
template <class X>
  requires requires { typename kind<value_of<X>>::type; }
Expression<value_of<X>> to_memory(X&& x, Location at = std::source_location::current()) {
  using T = value_of<X>;
  return Expression<T>(make_node(ast::Op::to_memory, type_of<T>(), {x.node_at(at)}, at, at));
}

/// A memory array of `length` zero elements.
template <class T>
Expression<Array<T>> new_array(Operand<U256> length) {
  return Expression<Array<T>>(
      make_node(ast::Op::new_array, type_of<Array<T>>(), {length.node}, length.at, length.at));
}
/// `length` zero bytes in memory.
Expression<Bytes> new_bytes(Operand<U256> length);

/// An array of fixed length in memory: fixed_array_of<U256>({a, b, c}).
template <class T, size_t n>
Expression<FixedArray<T, n>> fixed_array_of(const Operand<T> (&elements)[n],
                                            Location at = std::source_location::current()) {
  std::vector<NodeRef> kids;
  for (const auto& element : elements) kids.push_back(element.node);
  return Expression<FixedArray<T, n>>(
      make_node(ast::Op::array_of, type_of<FixedArray<T, n>>(), std::move(kids), at, at));
}
/// A memory array of these elements: array_of<U256>({a, b, c}).
template <class T>
Expression<Array<T>> array_of(std::initializer_list<Operand<T>> elements,
                              Location at = std::source_location::current()) {
  std::vector<NodeRef> kids;
  for (const auto& element : elements) kids.push_back(element.node);
  return Expression<Array<T>>(
      make_node(ast::Op::array_of, type_of<Array<T>>(), std::move(kids), at, at));
}

}  // namespace mozi::dsl
