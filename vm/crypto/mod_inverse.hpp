// Inversion modulo an odd prime, by the divisions of Bernstein and Yang ("safegcd").
#pragma once

#include <mozi/word.hpp>

namespace mozi::crypto {

/// 1/x modulo `modulus`, an odd prime below 2^255; zero for x = 0. Requires x < modulus.
/// The time depends on x: not for secrets.
[[nodiscard]] Word mod_inverse(const Word& x, const Word& modulus);

}  // namespace mozi::crypto
