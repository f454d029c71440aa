// A pause that lapses by itself: for emergencies, ratified or not.
#pragma once

#include "stdlib/access/governed.hpp"

namespace stdlib::security {

using namespace mozi::dsl;

/// Governance may pause for four hours, and extend to thirty days ahead. Functions that bring new
/// money in begin with when_not_paused(); what pays out is never paused.
struct TimedPause : virtual access::Governed {
  ERROR(IsPaused, (U64 until));
  ERROR(PauseTooLong, (U64 until));
  EVENT(Paused, (U64 until));

  PUBLIC(pausedUntil, U64);

  MODIFIER(when_not_paused, ()) { require(block.timestamp >= pausedUntil, IsPaused(pausedUntil)); }

  FN(void, pause, ()) {
    only_governance();
    set_pause(checked_cast<U64>(block.timestamp + 4_hours));
  }

  /// The ratification of a pause, or a longer one.
  FN(void, extendPause, (U64 until)) {
    only_governance();
    require(until <= block.timestamp + 30_days, PauseTooLong(until));
    set_pause(until);
  }

  FN(void, unpause, ()) {
    only_governance();
    set_pause(0);
  }

  DEF(void, set_pause, (U64 until)) {
    pausedUntil = until;
    emit(Paused(until));
  }
};

}  // namespace stdlib::security
