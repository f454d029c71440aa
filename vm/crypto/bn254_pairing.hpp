// The optimal ate pairing of BN254, as a product over any number of pairs in constant memory.
#pragma once

#include "vm/crypto/bn254_tower.hpp"
#include "vm/crypto/curve.hpp"

namespace mozi::crypto::bn254 {

/// A point of y^2 = x^3 + 3 over Fp; all of them are in the group.
using G1 = AffinePoint<Fp>;
/// A point of the twist y^2 = x^3 + 3/(9 + i) over Fp2; not all of them are in the group.
using G2 = AffinePoint<Fp2>;

/// 3/(9 + i), the constant of the twist.
inline constexpr Fp2 twist_b = {
    Fp::from({0x2b149d40ceb8aaae, 0x81be18991be06ac3, 0xb5b4c5e559dbefa3, 0x3267e6dc24a138e5}),
    Fp::from({0x009713b03af0fed4, 0xcd2cafadeed8fdf4, 0xa74fa084e52d1852, 0xe4a2bd0685c315d2})};

/// Whether a point of the twist lies in the group of prime order.
[[nodiscard]] bool is_in_subgroup(const G2& q);

/// Multiplies pairings up. Miller loops run over several pairs at once to share their squarings.
class PairingProduct {
 public:
  /// Multiplies by the pairing of p and q, which must be in their groups.
  void multiply(const G1& p, const G2& q);
  /// Whether the product is one.
  [[nodiscard]] bool is_one();

 private:
  struct Pair {
    G1 p;
    G2 q;
  };
  void run_miller_loops();

  std::array<Pair, 16> waiting_;
  size_t waiting_count_ = 0;
  Fp12 product_ = Fp12::one();
};

}  // namespace mozi::crypto::bn254
