// Narrowing that fails with the number and the width; as OpenZeppelin Contracts 5.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::math {

using namespace mozi::dsl;

/// A mixin, inherited as virtual. Where no interface wants its error, checked_cast<T>(x) is
/// shorter.
struct SafeCast {
  ERROR(SafeCastOverflowedUintDowncast, (U8 bits, U256 value));

  /// The same number as a T: safe_cast<U48>(x).
  template <class T>
  T safe_cast(const U256& value) {
    const unsigned bits = type_of<T>()->bits;
    require(value <= max_of<T>(), SafeCastOverflowedUintDowncast(bits, value));
    T narrow = truncate<T>(value);
    return narrow;
  }
};

}  // namespace stdlib::math
