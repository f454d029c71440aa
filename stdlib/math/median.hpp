// The median of a few values.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::math {

using namespace mozi::dsl;

/// The lower middle of a memory array, 0 if it is empty. Compares every pair: for a handful of
/// values, which it leaves in their order.
template <class T>
T lower_median(const Array<T>& values) {
  T median = 0;
  U256 count = values.length();
  For (U256 i = 0, i < count, i += 1) {
    // The rank of a value: how many come before it, equal ones in order of place.
    U256 rank = 0;
    For (U256 j = 0, j < count, j += 1) {
      If (values[j] < values[i] || (values[j] == values[i] && j < i)) {
        rank += 1;
      }
    }
    If (rank == (count - 1) / 2) {
      median = values[i];
    }
  }
  return median;
}

}  // namespace stdlib::math
