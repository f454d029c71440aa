// KZG proofs over BLS12-381: that a committed polynomial has a given value at a point (EIP-4844).
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// A compressed point of G1.
using KzgBytes = std::span<const uint8_t, 48>;

/// The order of the groups of BLS12-381, which scalars must be below.
inline constexpr Word bls12_381_order{0x73eda753299d7d48, 0x3339d80809a1d805, 0x53bda402fffe5bfe,
                                      0xffffffff00000001};

/// Whether `proof` shows that the polynomial behind `commitment` is y at z. False for points that
/// are badly encoded or outside the subgroup, and for scalars from the order on.
[[nodiscard]] bool verify_kzg_proof(KzgBytes commitment, const Word& z, const Word& y,
                                    KzgBytes proof);

}  // namespace mozi::crypto
