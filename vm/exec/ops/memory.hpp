// Effect opcodes on memory that are worth inlining into a tier's code: MLOAD, MSTORE, MSTORE8.
#pragma once

#include "vm/exec/frame.hpp"

namespace mozi::exec::ops {

inline Status MLOAD(Frame& f, Word* top) {
  if (!f.reach(top[0], 32)) return Status::out_of_gas;
  top[0] = Word::load(f.memory.data() + top[0].low());
  return Status::running;
}

inline Status MSTORE(Frame& f, Word* top) {
  if (!f.reach(top[0], 32)) return Status::out_of_gas;
  top[-1].store(f.memory.data() + top[0].low());
  return Status::running;
}

inline Status MSTORE8(Frame& f, Word* top) {
  if (!f.reach(top[0], 1)) return Status::out_of_gas;
  f.memory.data()[top[0].low()] = static_cast<uint8_t>(top[-1].low());
  return Status::running;
}

}  // namespace mozi::exec::ops
