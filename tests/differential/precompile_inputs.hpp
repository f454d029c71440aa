// Inputs that get far in precompiles, for programs to start from.
#pragma once

#include <cstdint>

namespace mozi::differential {

struct PrecompileInput {
  uint64_t address;
  const char* hex;
};
inline constexpr PrecompileInput precompile_inputs[] = {
#include "tests/differential/precompile_inputs.inc"
};

}  // namespace mozi::differential
