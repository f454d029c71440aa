// ECDSA over secp256k1 as Ethereum uses it: signatures give away the signer's address.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// A signature with the parity of the nonce point's y, which makes the key recoverable.
struct Signature {
  Word r;
  Word s;
  uint8_t y_parity = 0;
  bool operator==(const Signature&) const = default;
};

/// The order of the group: keys, r and s lie between 1 and this less 1.
inline constexpr Word secp256k1_order{0xffffffffffffffff, 0xfffffffffffffffe, 0xbaaedce6af48a03b,
                                      0xbfd25e8cd0364141};
/// The largest s that EIP-2 accepts: half the order.
inline constexpr Word secp256k1_max_low_s = secp256k1_order >> 1;

/// The address of the key that signed `hash`; nothing if r, s or the parity is out of range or no
/// key fits. Accepts a high s.
[[nodiscard]] std::optional<Address> recover_address(const Hash& hash, const Signature& signature);

/// Signs `hash` with a low s and the nonce of RFC 6979; nothing if the key is out of range.
[[nodiscard]] std::optional<Signature> sign(const Hash& hash, const Hash& secret_key);

/// The address of a secret key; nothing if the key is out of range.
[[nodiscard]] std::optional<Address> address_of_key(const Hash& secret_key);

}  // namespace mozi::crypto
