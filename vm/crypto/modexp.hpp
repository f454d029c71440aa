// Exponentiation of big numbers.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// base ^ exponent mod modulus, written big-endian over all of `out`, which is as long as
/// `modulus`. A modulus of zero gives zero, and 0 ^ 0 is 1. Numbers are big-endian and may have
/// leading zeros or no bytes at all; the time grows with all three lengths, as EIP-2565 prices it.
void modexp(BytesView base, BytesView exponent, BytesView modulus, std::span<uint8_t> out);

}  // namespace mozi::crypto
