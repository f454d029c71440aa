// Signatures of accounts with a key and of contracts (ERC-1271).
#pragma once

#include "stdlib/crypto/ecdsa.hpp"

namespace stdlib::crypto {

INTERFACE(IERC1271) {
  EXTERN(Bytes4, isValidSignature, (Bytes32 hash, Bytes signature), view);
};

/// A mixin, inherited as virtual.
struct SignatureChecker : virtual Ecdsa {
  /// Whether `signer` signed the hash: a contract is asked, anyone else needs a signature of 65
  /// bytes.
  DEF(Bool, has_signed, (Address signer, Bytes32 hash, Bytes signature)) {
    Bool valid = false;
    If (signer.code_size() == 0) {
      valid = signer != zero_address && try_recover(hash, signature) == signer;
    }
    Else {
      IERC1271 contract = contract_at<IERC1271>(signer);
      CallResult answer =
          raw_staticcall(contract, contract.isValidSignature.encode(hash, signature));
      If (answer.ok && answer.data.length() >= 32) {
        // All 32 bytes count: what is not padded with zeros is no answer of this function.
        valid = reinterpret<U256>(abi_decode<Bytes32>(answer.data)) == number(0x1626ba7e) << 224;
      }
    }
    return valid;
  }
};

}  // namespace stdlib::crypto
