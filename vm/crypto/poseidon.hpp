// The Poseidon hash over the scalar field of BN254, with the parameters of arkworks: rate 2,
// capacity 1, 8 full and 56 partial rounds, fifth powers.
#pragma once

#include "vm/crypto/bn254_tower.hpp"

namespace mozi::crypto {

/// Hashes field elements one by one.
class Poseidon {
 public:
  using Element = bn254::Fr;

  /// Appends an element to the input.
  void absorb(const Element& element);
  /// The hash of all that was absorbed; zero if that is nothing. Ends the use of the object.
  [[nodiscard]] Element finish();

 private:
  static constexpr size_t rate = 2;
  std::array<Element, rate + 1> state_{};  // the capacity comes first
  size_t used_ = 0;                        // elements absorbed since the last permutation
};

/// The hash of two elements, as in the nodes of a Merkle tree.
[[nodiscard]] Poseidon::Element poseidon_hash(const Poseidon::Element& left,
                                              const Poseidon::Element& right);

}  // namespace mozi::crypto
