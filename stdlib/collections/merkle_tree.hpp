// A Merkle tree that leaves are appended to, with its root at every step; as OpenZeppelin
// Contracts 5.
#pragma once

#include "stdlib/panics.hpp"

namespace stdlib::collections {

using namespace mozi::dsl;

/// In storage, as a variable or as a member. Keeps the number of leaves and one node per level;
/// empty leaves are zero. merkle_history.hpp is the same for 2^32 leaves whose root is seldom asked
/// for.
struct MerkleTree {
  U256 leaves;
  Map<U256, Bytes32> nodes;  // by level: the last complete left subtree
};

/// Appends a leaf to a tree of 2^depth and returns the root; panics with 0x41 when it is full.
/// `hash` joins two nodes: crypto::MerkleProof's sorted_hash for proofs of that kind. Writes one
/// node: what OpenZeppelin's writes above it is overwritten there before it is read.
template <class Where, class Hash>
Bytes32 append(Where& tree, unsigned depth, const Bytes32& leaf, const Hash& hash) {
  U256 index = tree.leaves;
  assert_(index < number(1) << depth, panic_memory);
  tree.leaves = wrapping(index + 1);
  Bytes32 node = leaf;
  Bytes32 empty;
  Bool is_complete = true;
  For (U256 level = 0, level < depth, level += 1) {
    If ((index & 1) == 0) {
      If (is_complete) {
        tree.nodes[level] = node;
        is_complete = false;
      }
      node = hash(node, empty);
    }
    Else {
      node = hash(tree.nodes[level], node);
    }
    empty = hash(empty, empty);
    index >>= 1;
  }
  return node;
}

}  // namespace stdlib::collections
