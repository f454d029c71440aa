// ERC-20 with approval by signature (ERC-2612).
#pragma once

#include "stdlib/crypto/ecdsa.hpp"
#include "stdlib/crypto/eip712.hpp"
#include "stdlib/crypto/nonces.hpp"
#include "stdlib/token/erc20.hpp"

namespace stdlib::token {

/// The contract names its signing domain, which by custom is the token's name and version 1:
///   const crypto::Domain domain{*this, "Gold", "1"};
struct Erc20Permit : virtual Erc20,
                     virtual crypto::Ecdsa,
                     virtual crypto::Nonces,
                     virtual crypto::Eip712 {
  ERROR(ERC2612ExpiredSignature, (U256 deadline));
  ERROR(ERC2612InvalidSigner, (Address signer, Address owner));

  /// Sets the allowance that `owner` signed, until `deadline`. Anyone may call it; a signature is
  /// good once. Emits Approval; fails with ERC2612ExpiredSignature, ERC2612InvalidSigner, or as
  /// Ecdsa does.
  FN(void, permit,
     (Address owner, Address spender, U256 value, U256 deadline, U8 v, Bytes32 r, Bytes32 s)) {
    require(block.timestamp <= deadline, ERC2612ExpiredSignature(deadline));
    Bytes32 permission = keccak256(abi_encode(
        keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
        owner, spender, value, use_nonce(owner), deadline));
    Address signer = recover(typed_data_hash(permission), v, r, s);
    require(signer == owner, ERC2612InvalidSigner(signer, owner));
    approve_tokens(owner, spender, value);
  }

  /// The hash of the signing domain.
  FN(Bytes32, DOMAIN_SEPARATOR, (), view) { return domain_separator(); }
};

}  // namespace stdlib::token
