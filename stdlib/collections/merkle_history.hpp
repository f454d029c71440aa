// An append-only Merkle tree of 2^32 leaves that keeps one node per level.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::collections {

using namespace mozi::dsl;

inline constexpr unsigned history_depth = 32;

/// Appending writes one node; the root is computed when somebody asks. Empty leaves are zero,
/// a node is keccak256(left . right).
struct MerkleHistory {
  FIELD(history_nodes, FixedArray<Bytes32, history_depth + 1>);
  FIELD(history_size, U64);  // last, so that what follows may share its slot

  FN(U256, entryCount, (), view) { return history_size; }

  /// Pays for the tree's slots in the constructor, so that no append pays more for being the first
  /// to complete a subtree of its size. What stands in an unused node is never read.
  MODIFIER(init_history, ()) {
    For (U256 level = 0, level < history_depth, level += 1) {
      history_nodes[level] = reinterpret<Bytes32>(U256(1));
    }
  }

  DEF(Bytes32, hash_pair, (Bytes32 left, Bytes32 right)) {
    return keccak256(abi_encode(left, right));
  }

  /// Appends a leaf; the caller has made sure that there are fewer than 2^32.
  DEF(void, append_leaf, (Bytes32 leaf)) {
    history_size += 1;
    U256 size = history_size;
    U256 level = 0;
    Bytes32 node = leaf;
    // Each trailing zero of the new size completes a subtree.
    While ((size & 1) == 0) {
      node = hash_pair(history_nodes[level], node);
      size >>= 1;
      level += 1;
    }
    history_nodes[level] = node;
  }

  /// The root over all entries so far.
  FN(Bytes32, historyRoot, (), view) { return root(); }

  DEF(Bytes32, root, ()) {
    U256 size = history_size;
    If (size == (number(1) << history_depth)) {
      Return(history_nodes[history_depth]);
    }
    Bytes32 node;
    Bytes32 empty;
    For (U256 level = 0, level < history_depth, level += 1) {
      If ((size & 1) == 1) {
        node = hash_pair(history_nodes[level], node);
      }
      Else {
        node = hash_pair(node, empty);
      }
      empty = hash_pair(empty, empty);
      size >>= 1;
    }
    return node;
  }

  /// Whether `leaf` stands at `index` under `root`.
  DEF(Bool, proves,
      (Bytes32 root, U256 index, Bytes32 leaf, FixedArray<Bytes32, history_depth> proof)) {
    Bytes32 node = leaf;
    U256 position = index;
    For (U256 level = 0, level < history_depth, level += 1) {
      Bytes32 sibling = proof[level];
      If ((position & 1) == 0) {
        node = hash_pair(node, sibling);
      }
      Else {
        node = hash_pair(sibling, node);
      }
      position >>= 1;
    }
    return node == root && position == 0;
  }
};

}  // namespace stdlib::collections
