// Ed25519 signatures (RFC 8032), verified strictly: every valid signature has one encoding.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// Whether `signature` is the key's over `message`. Stricter than RFC 8032: keys and nonce points
/// of small order are refused, as are points and scalars with more than one encoding; the equation
/// is checked without the cofactor.
[[nodiscard]] bool ed25519_verify(std::span<const uint8_t, 32> key,
                                  std::span<const uint8_t, 64> signature, BytesView message);

}  // namespace mozi::crypto
