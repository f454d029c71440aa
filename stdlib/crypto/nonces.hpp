// One number per account that goes up with each signature used, so that none is used twice.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::crypto {

using namespace mozi::dsl;

/// Whatever takes signatures inherits it as virtual: an account has one nonce per contract.
struct Nonces {
  ERROR(InvalidAccountNonce, (Address account, U256 currentNonce));

  FIELD(next_nonce, Map<Address, U256>);

  /// The nonce that the next signature of `owner` must carry.
  FN(U256, nonces, (Address owner), view) { return next_nonce[owner]; }

  /// Takes the next nonce.
  DEF(U256, use_nonce, (Address owner)) {
    U256 nonce = next_nonce[owner];
    // cannot overflow: counts by one.
    next_nonce[owner] = wrapping(nonce + 1);
    return nonce;
  }

  /// Takes the next nonce, which must be this one.
  DEF(void, use_checked_nonce, (Address owner, U256 nonce)) {
    U256 current = use_nonce(owner);
    require(nonce == current, InvalidAccountNonce(owner, current));
  }
};

}  // namespace stdlib::crypto
