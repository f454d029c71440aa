// A switch that stops functions; as OpenZeppelin Contracts 5.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::security {

using namespace mozi::dsl;

/// Functions that a pause stops begin with when_not_paused(). The contract decides who may pause:
///   FN(void, pause, ()) { only_owner(); set_paused(); }
struct Pausable {
  ERROR(EnforcedPause, ());
  ERROR(ExpectedPause, ());
  EVENT(Paused, (Address account));
  EVENT(Unpaused, (Address account));

  PUBLIC(paused, Bool);

  MODIFIER(when_not_paused, ()) { require(!paused, EnforcedPause()); }
  MODIFIER(when_paused, ()) { require(paused, ExpectedPause()); }

  /// Emits Paused; fails with EnforcedPause when paused already.
  DEF(void, set_paused, ()) {
    when_not_paused();
    paused = true;
    emit(Paused(msg.sender));
  }

  /// Emits Unpaused; fails with ExpectedPause when not paused.
  DEF(void, set_unpaused, ()) {
    when_paused();
    paused = false;
    emit(Unpaused(msg.sender));
  }
};

}  // namespace stdlib::security
