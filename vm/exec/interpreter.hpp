// The interpreter: runs a frame's code to its end.
#pragma once

#include "vm/exec/frame.hpp"

namespace mozi::exec {

/// Runs the frame that `Frame::enter` has made ready. Returns success, revert or a failure; on
/// success and revert the frame's gas, refund and output range are right, otherwise only the status
/// counts. Reports to the frame's tracer if there is one.
Status interpret(Frame& f);

/// The same from the opcode at `pc` on, with the stack up to `top` and the frame as it stands:
/// where another tier gives up.
Status resume(Frame& f, uint32_t pc, Word* top);

/// The same as `interpret` through the portable loop, with or without a tracer: what `interpret`
/// does where the compiler lacks guaranteed tail calls, and what tests compare it with.
Status interpret_portably(Frame& f);

}  // namespace mozi::exec
