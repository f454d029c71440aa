// ECDSA over P-256 (secp256r1), verification only.
#pragma once

#include <mozi/types.hpp>

namespace mozi::crypto {

/// Whether (r, s) is a signature of `digest` by the key with the affine coordinates (x, y). False
/// for numbers out of range and for a point that is not on the curve; a high s is as good as a low
/// one.
[[nodiscard]] bool p256_verify(const Hash& digest, const Word& r, const Word& s, const Word& x,
                               const Word& y);

}  // namespace mozi::crypto
