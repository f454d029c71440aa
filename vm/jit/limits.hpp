// What compiling one contract may cost, counted in things that do not depend on the machine.
#pragma once

#include <cstdint>

namespace mozi::jit {

/// Bounds on the work of one compilation. Code beyond a bound is split, or refused and interpreted.
struct Limits {
  uint32_t code_bytes = 64 * 1024;   // larger code is refused
  uint32_t clones = 12;              // of a block, for different stacks
  uint32_t region_ops = 6000;        // opcodes in a region; what follows gets a region of its own
  uint32_t block_ops = 1500;         // in a row; what follows gets a region of its own
  uint32_t regions = 4096;           // code that would have more is refused
  uint32_t ops_base = 3000;          // opcodes in all regions: this much,
  uint32_t ops_per_byte = 3;         // and this much for each byte of code, clones counted
  uint32_t steps_per_byte = 400;     // opcodes looked at while blocks are discovered
  uint32_t state_words = 4'000'000;  // stack words kept at the entries of blocks
};

}  // namespace mozi::jit
