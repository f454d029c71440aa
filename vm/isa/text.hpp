// Small helpers for reading text: characters as the C locale sees them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace mozi::isa {

constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

/// The value of a hex digit, or -1.
constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = to_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

inline constexpr char hex_digits[] = "0123456789abcdef";

}  // namespace mozi::isa
