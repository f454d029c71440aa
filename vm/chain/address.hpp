// Addresses of new contracts.
#pragma once

#include "mozi/types.hpp"

namespace mozi::chain {

/// The address that CREATE and creating transactions give: of the creator and its nonce.
[[nodiscard]] Address create_address(const Address& creator, uint64_t nonce);
/// The address that CREATE2 gives (EIP-1014).
[[nodiscard]] Address create2_address(const Address& creator, const Hash& salt,
                                      BytesView init_code);

}  // namespace mozi::chain
