// Random programs: structured, so that they get far, and biased to edges, so that they get there.
#pragma once

#include "tests/differential/program.hpp"

namespace mozi::differential {

/// The program of a seed: the same on every machine.
[[nodiscard]] Program make_program(uint64_t seed);

/// Addresses of the world that programs run in.
[[nodiscard]] constexpr Address address_of(uint64_t number) {
  return Address::from_word(Word{number});
}
inline constexpr Address contracts[] = {address_of(0xa000), address_of(0xb000), address_of(0xc000)};
inline constexpr Address person = address_of(0xe0a);      // has balance, no code
inline constexpr Address delegator = address_of(0xde1e);  // delegates to the second contract
inline constexpr Address sender = address_of(0x5e4de4);   // who starts the program
inline constexpr Address nobody = address_of(0xdead);     // does not exist
inline constexpr Address coinbase = address_of(0xc01bba5e);

}  // namespace mozi::differential
