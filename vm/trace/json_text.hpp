// Appending numbers and hex to JSON text, without a library: traces are millions of lines.
#pragma once

#include <charconv>
#include <string>
#include <string_view>

#include "mozi/types.hpp"

namespace mozi::trace {

inline constexpr std::string_view hex_digits = "0123456789abcdef";

/// Appends a decimal number.
inline void append_number(std::string& out, int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

/// Appends "0x" and hex digits without leading zeros, in quotes.
inline void append_quantity(std::string& out, uint64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value, 16).ptr;
  out.append("\"0x").append(digits, end).push_back('"');
}
inline void append_quantity(std::string& out, const Word& value) {
  unsigned limb = 3;
  while (limb > 0 && value.limb[limb] == 0) --limb;
  append_quantity(out, value.limb[limb]);
  if (limb == 0) return;
  out.pop_back();
  while (limb-- > 0)
    for (int shift = 60; shift >= 0; shift -= 4)
      out.push_back(hex_digits[(value.limb[limb] >> shift) & 15]);
  out.push_back('"');
}

/// Appends "0x" and two digits per byte, in quotes.
inline void append_bytes(std::string& out, BytesView bytes) {
  out.append("\"0x");
  for (const uint8_t byte : bytes) {
    out.push_back(hex_digits[byte >> 4]);
    out.push_back(hex_digits[byte & 15]);
  }
  out.push_back('"');
}

}  // namespace mozi::trace
