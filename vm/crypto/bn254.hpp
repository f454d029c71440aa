// The pairing-friendly curve BN254 ("alt_bn128") with the encodings of EIP-196 and EIP-197.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto::bn254 {

/// The bytes of an encoded point of G1, of G2, and of a pair of both.
inline constexpr size_t g1_size = 64;
inline constexpr size_t g2_size = 128;
inline constexpr size_t pair_size = g1_size + g2_size;
using G1Bytes = std::array<uint8_t, g1_size>;

/// The sum of two points of G1; nothing if a coordinate is not below the prime or a point is not
/// on the curve.
[[nodiscard]] std::optional<G1Bytes> add(std::span<const uint8_t, g1_size> p,
                                         std::span<const uint8_t, g1_size> q);
/// The multiple of a point of G1 by any 256-bit number; nothing as for `add`.
[[nodiscard]] std::optional<G1Bytes> mul(std::span<const uint8_t, g1_size> p, const Word& scalar);
/// Whether the product of the pairings of all pairs is one; nothing if `pairs` is no whole number
/// of pairs, or holds an invalid point or one of G2 outside the subgroup. Needs constant memory.
[[nodiscard]] std::optional<bool> pairing_is_one(BytesView pairs);

}  // namespace mozi::crypto::bn254
