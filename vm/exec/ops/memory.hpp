// MLOAD, MSTORE and MSTORE8, with the case that memory need not grow apart, for tiers to inline.
#pragma once

#include "vm/exec/frame.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::exec::ops {

/// An effect opcode in a state for which it takes a few instructions, no call and no gas beyond the
/// static: `fits` says whether this is such a state, `run` is right for those only.
template <isa::Op op>
struct Short;

template <>
struct Short<isa::Op::MLOAD> {
  static bool fits(const Frame& f, const Word* top) { return f.holds(top[0], 32); }
  static void run(const Frame& f, Word* top) {
    top[0] = Word::load(f.memory.data() + top[0].low());
  }
};

template <>
struct Short<isa::Op::MSTORE> {
  static bool fits(const Frame& f, const Word* top) { return f.holds(top[0], 32); }
  static void run(Frame& f, const Word* top) { top[-1].store(f.memory.data() + top[0].low()); }
};

template <>
struct Short<isa::Op::MSTORE8> {
  static bool fits(const Frame& f, const Word* top) { return f.holds(top[0], 1); }
  static void run(Frame& f, const Word* top) {
    f.memory.data()[top[0].low()] = static_cast<uint8_t>(top[-1].low());
  }
};

}  // namespace mozi::exec::ops
