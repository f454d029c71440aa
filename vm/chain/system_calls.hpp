// Calls that the block processor itself makes, outside transactions and the block's gas.
#pragma once

#include "vm/chain/address.hpp"
#include "vm/chain/host.hpp"

namespace mozi::chain {

/// The sender of all of them.
inline constexpr Address system_address =
    address_literal("fffffffffffffffffffffffffffffffffffffffe");
inline constexpr Address beacon_roots_address =  // EIP-4788
    address_literal("000F3df6D732807Ef1319fB7B8bB8522d0Beac02");
inline constexpr Address block_hash_history_address =  // EIP-2935
    address_literal("0000F90827F1C53a10cb7A02335B175320002935");
inline constexpr Address withdrawal_requests_address =  // EIP-7002
    address_literal("00000961Ef480Eb55e80D19ad83579A64c007002");
inline constexpr Address consolidation_requests_address =  // EIP-7251
    address_literal("0000BBdDc7CE488642fb579F8B00f3a590007251");

/// The gas of one call.
inline constexpr int64_t system_call_gas = 30'000'000;

/// What a system call did.
struct SystemCallResult {
  Result result;
  std::vector<Log> logs;
};

/// Calls `target` as the system, in a transaction of its own, which ends in it.
[[nodiscard]] SystemCallResult system_call(StateHost& host, const Block& block,
                                           const Address& target, BytesView input);

}  // namespace mozi::chain
