// Amounts that become due evenly over time.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::finance {

using namespace mozi::dsl;

/// What is due of `total` at `now`: nothing before `start`, all of it from start + duration on, and
/// floor(total * elapsed / duration) between. Panics if total * elapsed passes 2^256, at most 2^64
/// times the total for times in seconds.
inline U256 due_at(const U256& total, const U64& start, const U64& duration, const U64& now) {
  U256 due = 0;
  U256 from = start;
  If (now >= from + duration) {
    due = total;
  }
  ElseIf (now >= from) {
    due = total * (now - from) / duration;
  }
  return due;
}

}  // namespace stdlib::finance
