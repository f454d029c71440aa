// The library's collections, proofs and arithmetic; beside Toolbox of toolbox.sol.
#pragma once

#include "stdlib/collections/bitmap.hpp"
#include "stdlib/collections/enumerable_set.hpp"
#include "stdlib/collections/merkle_tree.hpp"
#include "stdlib/collections/queue.hpp"
#include "stdlib/crypto/ecdsa.hpp"
#include "stdlib/crypto/merkle_proof.hpp"
#include "stdlib/crypto/signature_checker.hpp"
#include "stdlib/math/mul_div.hpp"
#include "stdlib/math/sqrt.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;
namespace collections = stdlib::collections;

struct Toolbox : stdlib::math::MulDiv,
                 stdlib::math::Sqrt,
                 stdlib::crypto::MerkleProof,
                 stdlib::crypto::SignatureChecker {
  FIELD(set, collections::EnumerableSet);
  FIELD(row, collections::Queue);
  FIELD(bits, collections::Bitmap);
  FIELD(tree, collections::MerkleTree);

  FN(Bool, add, (Address who)) { return collections::insert(set, collections::item_of(who)); }
  FN(Bool, remove, (Address who)) { return collections::erase(set, collections::item_of(who)); }
  FN(Bool, has, (Address who), view) {
    return collections::contains(set, collections::item_of(who));
  }
  FN(U256, count, (), view) { return collections::size(set); }
  FN(Address, member, (U256 place), view) { return collections::account_of(set.items[place]); }
  FN(Array<Bytes32>, members, (), view) { return set.items; }

  FN(void, pushBack, (Bytes32 item)) { collections::push_back(row, item); }
  FN(void, pushFront, (Bytes32 item)) { collections::push_front(row, item); }
  FN(Bytes32, popBack, ()) { return collections::pop_back(row); }
  FN(Bytes32, popFront, ()) { return collections::pop_front(row); }
  FN(Bytes32, itemAt, (U256 place), view) { return collections::item_at(row, place); }
  FN(U256, waiting, (), view) { return collections::count(row); }
  FN(void, clear, ()) { collections::clear(row); }

  FN(void, setBit, (U256 index)) { collections::set_bit(bits, index); }
  FN(void, clearBit, (U256 index)) { collections::clear_bit(bits, index); }
  FN(Bool, bit, (U256 index), view) { return collections::is_set(bits, index); }

  FN(Bytes32, append, (Bytes32 leaf)) { return collections::append(tree, 3, leaf, sorted_hash); }

  FN(Bytes32, rootOf, (Array<Bytes32> proof, Bytes32 leaf), pure_) { return root_of(proof, leaf); }
  FN(Bytes32, rootOfMany, (Array<Bytes32> proof, Array<Bool> flags, Array<Bytes32> leaves), pure_) {
    return root_of_many(proof, flags, leaves);
  }

  FN(U256, mulDiv, (U256 a, U256 b, U256 d), pure_) { return mul_div(a, b, d); }
  FN(U256, mulDivUp, (U256 a, U256 b, U256 d), pure_) { return mul_div_up(a, b, d); }
  FN(U256, root, (U256 a), pure_) { return sqrt(a); }

  FN(Address, signer, (Bytes32 hash, U8 v, Bytes32 r, Bytes32 s), view) {
    return recover(hash, v, r, s);
  }
  FN(Address, signerPacked, (Bytes32 hash, Bytes signature), view) {
    return recover_packed(hash, signature);
  }
  FN(Bool, signedBy, (Address who, Bytes32 hash, Bytes signature), view) {
    return has_signed(who, hash, signature);
  }
};

}  // namespace mozi::test::contracts
