// What calls and creations share: leaving the frame for a nested one and coming back.
#pragma once

#include "vm/exec/frame.hpp"

namespace mozi::exec::ops {

/// True if a nested status ends the whole execution instead of being seen by the caller.
constexpr bool stops_everything(Status status) {
  return status == Status::interrupted || status == Status::host_error;
}

/// Runs `m`, whose gas has been taken from the frame already, and gives back what is left of it.
/// A call too deep or with more `value` than the balance fails without running; its gas comes back.
Result run_nested(Frame& f, const Message& m, const Word& value);

}  // namespace mozi::exec::ops
