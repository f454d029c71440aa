// Proofs that leaves stand under a Merkle root; as OpenZeppelin Contracts 5.
#pragma once

#include "stdlib/panics.hpp"

namespace stdlib::crypto {

using namespace mozi::dsl;

/// A mixin. A node is the hash of its two children, the smaller first, so that a proof needs no
/// places. Leaves must be hashes of something that is not 64 bytes long, or an inner node passes
/// for a leaf.
struct MerkleProof {
  ERROR(MerkleProofInvalidMultiproof, ());

  DEF(Bytes32, sorted_hash, (Bytes32 a, Bytes32 b)) {
    Bytes32 first = a;
    Bytes32 second = b;
    If (b <= a) {
      first = b;
      second = a;
    }
    return keccak256(abi_encode(first, second));
  }

  /// The root that the proof leads to from `leaf`.
  DEF(Bytes32, root_of, (Array<Bytes32> proof, Bytes32 leaf)) {
    Bytes32 node = leaf;
    For (U256 i = 0, i < proof.length(), i += 1) {
      node = sorted_hash(node, proof[i]);
    }
    return node;
  }

  /// The root that one proof leads to from several leaves. They and what they are hashed to wait in
  /// a row; each step hashes the next one with the one after it, if its flag is set, or with the
  /// next item of the proof. Fails with MerkleProofInvalidMultiproof.
  DEF(Bytes32, root_of_many, (Array<Bytes32> proof, Array<Bool> flags, Array<Bytes32> leaves)) {
    U256 steps = flags.length();
    require(leaves.length() + proof.length() == steps + 1, MerkleProofInvalidMultiproof());
    If (steps == 0) {
      If (leaves.length() != 0) {
        Return(leaves[0]);
      }
      Return(proof[0]);
    }
    Array<Bytes32> hashes = new_array<Bytes32>(steps);
    U256 taken = 0;  // of the row: leaves, then hashes
    U256 used = 0;   // of the proof
    For (U256 i = 0, i < steps, i += 1) {
      Bytes32 a = take_next(leaves, hashes, taken);
      taken += 1;
      Bytes32 b;
      If (flags[i]) {
        b = take_next(leaves, hashes, taken);
        taken += 1;
      }
      Else {
        b = proof[used];
        used += 1;
      }
      hashes[i] = sorted_hash(a, b);
    }
    require(used == proof.length(), MerkleProofInvalidMultiproof());
    return hashes[steps - 1];
  }

 private:
  DEF(Bytes32, take_next, (Array<Bytes32> leaves, Array<Bytes32> hashes, U256 place)) {
    If (place < leaves.length()) {
      Return(leaves[place]);
    }
    return hashes[place - leaves.length()];
  }
};

}  // namespace stdlib::crypto
