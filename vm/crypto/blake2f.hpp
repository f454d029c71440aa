// F, the compression function of BLAKE2b (RFC 7693), as EIP-152 exposes it.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// Compresses the message block `m` into the state `h`, in any number of rounds. `t` counts the
/// bytes so far; `last` marks the last block.
void blake2f(uint32_t rounds, std::array<uint64_t, 8>& h, std::span<const uint8_t, 128> m,
             const std::array<uint64_t, 2>& t, bool last);

}  // namespace mozi::crypto
