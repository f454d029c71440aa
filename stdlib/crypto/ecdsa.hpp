// Signatures over secp256k1 that cannot be altered: who signed a hash.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::crypto {

using namespace mozi::dsl;

/// A mixin, inherited as virtual, with internal functions. A signature whose s is in the upper half
/// of its range is refused, since everyone could make it from the other one.
struct Ecdsa {
  ERROR(ECDSAInvalidSignature, ());
  ERROR(ECDSAInvalidSignatureLength, (U256 length));
  ERROR(ECDSAInvalidSignatureS, (Bytes32 s));

  static constexpr auto max_s =
      0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0_u256;

  /// The signer, never the zero address. Fails with ECDSAInvalidSignatureS or
  /// ECDSAInvalidSignature.
  DEF(Address, recover, (Bytes32 hash, U8 v, Bytes32 r, Bytes32 s)) {
    require(reinterpret<U256>(s) <= max_s, ECDSAInvalidSignatureS(s));
    Address signer = ecrecover(hash, v, r, s);
    require(signer != zero_address, ECDSAInvalidSignature());
    return signer;
  }

  /// The same for r . s . v in 65 bytes; fails with ECDSAInvalidSignatureLength for any other
  /// length.
  DEF(Address, recover_packed, (Bytes32 hash, Bytes signature)) {
    require(signature.length() == 65, ECDSAInvalidSignatureLength(signature.length()));
    Bytes32 r = abi_decode<Bytes32>(signature.slice(0, 32));
    Bytes32 s = abi_decode<Bytes32>(signature.slice(32, 64));
    U8 v = reinterpret<U8>(signature[64]);
    return recover(hash, v, r, s);
  }

  /// The signer, or the zero address if the 65 bytes are no such signature.
  DEF(Address, try_recover, (Bytes32 hash, Bytes signature)) {
    Address signer = zero_address;
    If (signature.length() == 65) {
      Bytes32 s = abi_decode<Bytes32>(signature.slice(32, 64));
      If (reinterpret<U256>(s) <= max_s) {
        signer = ecrecover(hash, reinterpret<U8>(signature[64]),
                           abi_decode<Bytes32>(signature.slice(0, 32)), s);
      }
    }
    return signer;
  }
};

}  // namespace stdlib::crypto
