// Requests from the execution layer to the beacon chain (EIP-7685): deposits (EIP-6110) read from
// logs; the others are the output of system contracts.
#pragma once

#include "mozi/types.hpp"
#include "vm/state/receipt.hpp"

namespace mozi::chain {

/// The first byte of a request.
enum class RequestType : uint8_t { deposit = 0, withdrawal = 1, consolidation = 2 };

/// The deposits that these receipts log, one after the other; an error if the contract logged
/// something of another layout.
[[nodiscard]] Expected<Bytes> deposits_in(std::span<const state::Receipt> receipts,
                                          const Address& deposit_contract);

/// Appends a request, unless it is empty.
void add_request(std::vector<Bytes>& requests, RequestType type, BytesView data);

/// The hash of a block's requests, as the header holds it.
[[nodiscard]] Hash requests_hash(std::span<const Bytes> requests);

}  // namespace mozi::chain
