// Delegation designators: code that says "run the code of that account" (EIP-7702).
#pragma once

#include <algorithm>
#include <optional>

#include "mozi/types.hpp"

namespace mozi::chain {

/// What stands before the 20 bytes of the target.
inline constexpr std::array<uint8_t, 3> delegation_prefix = {0xef, 0x01, 0x00};

/// The account that the code delegates to; nothing for code of its own.
[[nodiscard]] inline std::optional<Address> delegation_target(BytesView code) {
  if (code.size() != 23 || !std::ranges::equal(code.first(3), delegation_prefix)) return {};
  Address target;
  std::ranges::copy(code.subspan(3), target.bytes.begin());
  return target;
}

/// The code of an account that delegates to `target`.
[[nodiscard]] inline Bytes delegation_code(const Address& target) {
  Bytes code(delegation_prefix.begin(), delegation_prefix.end());
  code.insert(code.end(), target.bytes.begin(), target.bytes.end());
  return code;
}

}  // namespace mozi::chain
