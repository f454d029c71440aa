// The block hashes of chains that have no block headers.
#pragma once

#include "mozi/types.hpp"

namespace mozi::chain {

/// The Keccak-256 of the number's decimal digits: what the official state tests prescribe.
[[nodiscard]] Hash numbered_block_hash(uint64_t number);

}  // namespace mozi::chain
