// The pairing-friendly curve BLS12-381 with the encodings of EIP-2537.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto::bls12_381 {

/// The bytes of an encoded field element, of an element of its extension, and of points.
inline constexpr size_t fp_size = 64;
inline constexpr size_t fp2_size = 2 * fp_size;
inline constexpr size_t g1_size = 2 * fp_size;
inline constexpr size_t g2_size = 2 * fp2_size;
/// The bytes of a point with the scalar it is multiplied by, and of a pair of points.
inline constexpr size_t g1_term_size = g1_size + 32;
inline constexpr size_t g2_term_size = g2_size + 32;
inline constexpr size_t pair_size = g1_size + g2_size;

using G1Bytes = std::array<uint8_t, g1_size>;
using G2Bytes = std::array<uint8_t, g2_size>;

/// The sum of two points of the curve, in the subgroup or not; nothing if one is not on the curve
/// or badly encoded.
[[nodiscard]] std::optional<G1Bytes> add_g1(std::span<const uint8_t, 2 * g1_size> points);
[[nodiscard]] std::optional<G2Bytes> add_g2(std::span<const uint8_t, 2 * g2_size> points);

/// The sum of points of the subgroup times 256-bit scalars; nothing if `terms` is empty or no whole
/// number of terms, or holds an invalid point.
[[nodiscard]] std::optional<G1Bytes> multiply_g1(BytesView terms);
[[nodiscard]] std::optional<G2Bytes> multiply_g2(BytesView terms);

/// Whether the product of the pairings is one; nothing if `pairs` is empty or no whole number of
/// pairs, or holds an invalid point. Needs constant memory.
[[nodiscard]] std::optional<bool> pairing_is_one(BytesView pairs);

/// The point of the subgroup that an element maps to; nothing if it is badly encoded.
[[nodiscard]] std::optional<G1Bytes> map_to_g1(std::span<const uint8_t, fp_size> element);
[[nodiscard]] std::optional<G2Bytes> map_to_g2(std::span<const uint8_t, fp2_size> element);

}  // namespace mozi::crypto::bls12_381
