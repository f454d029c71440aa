// A number's history: what it was at any earlier time.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::governance {

using namespace mozi::dsl;

/// From `key` on, the number was `value`.
struct Checkpoint {
  U48 key;
  U208 value;
};
/// In storage, as a variable or as a map's value: at most one checkpoint per key, keys ascending.
struct Trace {
  Array<Checkpoint> points;
};

/// The number as it is; 0 if it was never set.
template <class Where>
U208 latest(Where& trace) {
  U208 value = 0;
  U256 count = trace.points.length();
  If (count != 0) {
    value = trace.points[count - 1].value;
  }
  return value;
}

/// Sets the number from `key` on; reverts with `unordered` if a later one is set already.
template <class Where, class Unordered>
void set_from(Where& trace, const U48& key, const U208& value, const Unordered& unordered) {
  Bool extends = true;
  U256 count = trace.points.length();
  If (count != 0) {
    auto last = trace.points[count - 1];
    U48 last_key = last.key;
    require(last_key <= key, unordered());
    extends = last_key != key;
    If (!extends) {
      last.value = value;
    }
  }
  If (extends) {
    trace.points.push(Checkpoint{key, value});
  }
}

/// The number as of `key`. Gallops from the end, so that the cost grows with the logarithm of how
/// many checkpoints are younger.
template <class Where>
U208 value_at(Where& trace, const U48& key) {
  U256 high = trace.points.length();
  U256 step = 1;
  // All points from `high` on are younger than `key`.
  While (step <= high && trace.points[high - step].key > key) {
    high -= step;
    step <<= 1;
  }
  U256 low = 0;
  If (step <= high) {
    low = high - step + 1;
  }
  While (low < high) {
    U256 middle = (low + high) / 2;
    If (trace.points[middle].key > key) {
      high = middle;
    }
    Else {
      low = middle + 1;
    }
  }
  U208 value = 0;
  If (high != 0) {
    value = trace.points[high - 1].value;
  }
  return value;
}

}  // namespace stdlib::governance
