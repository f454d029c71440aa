// The codes of Panic(uint256) that the library raises where Solidity's operators would.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib {

inline constexpr uint8_t panic_overflow = 0x11;
inline constexpr uint8_t panic_division = 0x12;
inline constexpr uint8_t panic_empty = 0x31;
inline constexpr uint8_t panic_index = 0x32;
inline constexpr uint8_t panic_memory = 0x41;

}  // namespace stdlib
