// Hex text of bytes, addresses and hashes.
#include "mozi/types.hpp"

#include "vm/isa/text.hpp"

namespace mozi {
namespace {

bool has_prefix(std::string_view text) {
  return text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

std::string quote(char c) {
  if (c >= 0x20 && c < 0x7f) return std::string{"'"} + c + "'";
  const auto byte = static_cast<uint8_t>(c);
  return std::string{"byte 0x"} + isa::hex_digits[byte >> 4] + isa::hex_digits[byte & 15];
}

template <class Fixed>
Expected<Fixed> parse_fixed(std::string_view text) {
  auto bytes = parse_hex(text);
  if (!bytes) return std::unexpected(bytes.error());
  Fixed fixed;
  if (bytes->size() != fixed.bytes.size())
    return std::unexpected(Error{"expected " + std::to_string(fixed.bytes.size()) +
                                 " bytes of hex, got " + std::to_string(bytes->size())});
  std::ranges::copy(*bytes, fixed.bytes.begin());
  return fixed;
}

}  // namespace

std::string to_hex(BytesView bytes) {
  std::string text = "0x";
  text.reserve(2 + 2 * bytes.size());
  for (const uint8_t byte : bytes) {
    text += isa::hex_digits[byte >> 4];
    text += isa::hex_digits[byte & 15];
  }
  return text;
}

Expected<Bytes> parse_hex(std::string_view text) {
  const size_t start = has_prefix(text) ? 2 : 0;
  for (size_t i = start; i < text.size(); ++i)
    if (isa::hex_value(text[i]) < 0)
      return std::unexpected(
          Error{"expected a hex digit, got " + quote(text[i]) + " at offset " + std::to_string(i)});
  if ((text.size() - start) % 2 != 0)
    return std::unexpected(
        Error{"expected an even number of hex digits, got " + std::to_string(text.size() - start)});
  Bytes bytes;
  bytes.reserve((text.size() - start) / 2);
  for (size_t i = start; i < text.size(); i += 2)
    bytes.push_back(
        static_cast<uint8_t>(isa::hex_value(text[i]) * 16 + isa::hex_value(text[i + 1])));
  return bytes;
}

Expected<Address> parse_address(std::string_view text) {
  return parse_fixed<Address>(text);
}
Expected<Hash> parse_hash(std::string_view text) {
  return parse_fixed<Hash>(text);
}

}  // namespace mozi
