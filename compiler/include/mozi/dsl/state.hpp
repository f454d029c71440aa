// State variables and immutables of a contract.
#pragma once

#include "mozi/dsl/function.hpp"

namespace mozi::dsl {

template <class T>
struct stored {
  using type = T;
};
template <Struct T>
struct stored<T> {
  using type = Place<T>;
};
/// The C++ type of a state variable of type T.
template <class T>
using Stored = typename stored<T>::type;

template <class T>
Stored<T> make_stored(const NodeRef& node) {
  Preset preset(node);
  if constexpr (Struct<T>) {
    return Place<T>(node);
  } else {
    return T{};
  }
}

/// Allocates a state variable; what FIELD, PUBLIC and TRANSIENT stand for.
template <class T>
Stored<T> declare_field(const char* name, Location at, Visibility visibility,
                        Lifetime lifetime = Lifetime::persistent) {
  return make_stored<T>(Tracer::current().field(name, type_of<T>(), at, visibility, lifetime));
}

/// Allocates an immutable: set in the constructor, part of the code afterwards.
template <class T>
Stored<T> declare_immutable(const char* name, Location at, Visibility visibility) {
  return make_stored<T>(Tracer::current().immutable(name, type_of<T>(), at, visibility));
}

}  // namespace mozi::dsl
