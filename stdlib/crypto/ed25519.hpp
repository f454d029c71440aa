// Signatures over edwards25519, through the Lattice's precompile.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::crypto {

using namespace mozi::dsl;

/// A mixin with the internal function ed25519_signed. On a chain without the precompile it fails
/// with NoEd25519 and accepts nothing.
struct Ed25519 {
  ERROR(NoEd25519, ());

  static constexpr auto precompile = "0x0000000000000000000000000000000000000120"_address;

  /// Whether the 64 bytes are the key's signature of a message of at most 8,192 bytes (RFC 8032,
  /// strict: no second encoding of a signature, no key of small order).
  DEF(Bool, ed25519_signed, (Bytes32 key, Bytes message, Bytes signature)) {
    If (signature.length() != 64 || message.length() > 8'192) {
      Return(false);
    }
    CallResult answer =
        raw_staticcall(precompile, concat(abi_encode_packed(key), signature, message));
    require(answer.ok && answer.data.length() == 32, NoEd25519());
    return reinterpret<U256>(abi_decode<Bytes32>(answer.data)) == 1;
  }
};

}  // namespace stdlib::crypto
