// Hex for tests: no error handling beyond throwing, independent of the library's own reader.
#pragma once

#include <mozi/types.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mozi::test {

/// The bytes that `text` spells, with or without "0x"; throws on anything else.
inline Bytes from_hex(std::string_view text) {
  if (text.starts_with("0x")) text.remove_prefix(2);
  if (text.size() % 2 != 0) throw std::invalid_argument("odd number of hex digits");
  const auto digit = [](char c) -> unsigned {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    throw std::invalid_argument("not a hex digit");
  };
  Bytes out(text.size() / 2);
  for (size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<uint8_t>(digit(text[2 * i]) << 4 | digit(text[2 * i + 1]));
  return out;
}

/// Lower-case hex without "0x".
inline std::string hex(BytesView bytes) {
  std::string out;
  for (const uint8_t b : bytes) {
    out += "0123456789abcdef"[b >> 4];
    out += "0123456789abcdef"[b & 15];
  }
  return out;
}

/// The bytes of a text.
inline Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace mozi::test
