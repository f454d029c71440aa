// Addresses: of new contracts, and as constants.
#pragma once

#include "mozi/types.hpp"

namespace mozi::chain {

/// The address that CREATE and creating transactions give: of the creator and its nonce.
[[nodiscard]] Address create_address(const Address& creator, uint64_t nonce);
/// The address that CREATE2 gives (EIP-1014).
[[nodiscard]] Address create2_address(const Address& creator, const Hash& salt,
                                      BytesView init_code);

/// A constant address, written as 40 hex digits.
consteval Address address_literal(const char (&digits)[41]) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  Address address;
  for (size_t i = 0; i < address.bytes.size(); ++i)
    address.bytes[i] = static_cast<uint8_t>(value(digits[2 * i]) << 4 | value(digits[2 * i + 1]));
  return address;
}

}  // namespace mozi::chain
