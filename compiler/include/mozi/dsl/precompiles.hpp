// The precompiled contracts as typed functions. A failure reverts without data; so does, for those
// that not every chain has, an address without the contract.
#pragma once

#include "mozi/dsl/encode.hpp"

namespace mozi::dsl {

/// SHA-256 of the bytes.
Expression<Bytes32> sha256(Operand<Bytes> data);
/// RIPEMD-160 of the bytes.
Expression<Bytes20> ripemd160(Operand<Bytes> data);
/// base ^ exponent % modulus as big-endian numbers; the result is as long as the modulus (EIP-198).
Expression<Bytes> modexp(Operand<Bytes> base, Operand<Bytes> exponent, Operand<Bytes> modulus);

/// A point of the curve BN254 (alt_bn128); (0, 0) is the point at infinity.
struct Bn254Point {
  U256 x, y;
};
/// The sum of two points of BN254 (EIP-196).
Expression<Bn254Point> bn254_add(Operand<U256> ax, Operand<U256> ay, Operand<U256> bx,
                                 Operand<U256> by);
/// A point of BN254 times a number (EIP-196).
Expression<Bn254Point> bn254_mul(Operand<U256> x, Operand<U256> y, Operand<U256> scalar);
/// Whether the product of the pairings of these points is one; 192 bytes each (EIP-197).
Expression<Bool> bn254_pairing(Operand<Bytes> pairs);

/// BLAKE2b's state after some rounds on one block.
struct Blake2State {
  Bytes32 low, high;
};
/// BLAKE2b's compression function F (EIP-152); numbers are little-endian, as BLAKE2 has them.
Expression<Blake2State> blake2f(Operand<U32> rounds, Operand<Bytes32> state_low,
                                Operand<Bytes32> state_high, Operand<Bytes> block128,
                                Operand<Bytes8> offset_low, Operand<Bytes8> offset_high,
                                Operand<Bool> is_last);

/// What a KZG proof that holds gives.
struct KzgParameters {
  U256 field_elements, modulus;
};
/// Reverts unless the blob's polynomial has value y at z (EIP-4844).
Expression<KzgParameters> point_evaluation(Operand<Bytes32> versioned_hash, Operand<Bytes32> z,
                                           Operand<Bytes32> y, Operand<Bytes> commitment,
                                           Operand<Bytes> proof);

/// The sum of two points of BLS12-381's G1, 128 bytes each (EIP-2537).
Expression<Bytes> bls_g1_add(Operand<Bytes> a, Operand<Bytes> b);
/// A sum of multiples of points of G1; 160 bytes each.
Expression<Bytes> bls_g1_msm(Operand<Bytes> terms);
/// The sum of two points of G2, 256 bytes each.
Expression<Bytes> bls_g2_add(Operand<Bytes> a, Operand<Bytes> b);
/// A sum of multiples of points of G2; 288 bytes each.
Expression<Bytes> bls_g2_msm(Operand<Bytes> terms);
/// Whether the product of the pairings of these points is one; 384 bytes each.
Expression<Bool> bls_pairing(Operand<Bytes> pairs);
/// The point of G1 for a field element of 64 bytes.
Expression<Bytes> bls_map_fp_to_g1(Operand<Bytes> element);
/// The point of G2 for an element of 128 bytes of the extension field.
Expression<Bytes> bls_map_fp2_to_g2(Operand<Bytes> element);

/// Whether a signature over P-256 holds (EIP-7951); false where there is no such precompile.
Expression<Bool> p256_verify(Operand<Bytes32> hash, Operand<Bytes32> r, Operand<Bytes32> s,
                             Operand<Bytes32> x, Operand<Bytes32> y);

/// The precompiles of a Lattice chain. Tensors are bytes: rank, dimensions, element type, elements.
namespace lattice {

/// The Poseidon hash of a tensor.
Expression<U256> tensor_commit(Operand<Bytes> tensor);
/// Whether a value lies at an index of a Poseidon tree; the siblings are words, from the leaf up.
Expression<Bool> merkle_verify_tensor(Operand<U256> root, Operand<U256> index, Operand<U256> value,
                                      Operand<U8> depth, Operand<Bytes> siblings);
/// The product of two matrices.
Expression<Bytes> matmul(Operand<Bytes> a, Operand<Bytes> b);
/// The dot product of two vectors, as a tensor of rank 0.
Expression<Bytes> dot(Operand<Bytes> a, Operand<Bytes> b);
/// The softmax of a vector.
Expression<Bytes> softmax(Operand<Bytes> vector);
/// A vector with zero for what is negative.
Expression<Bytes> relu(Operand<Bytes> vector);
/// A matrix times a vector, plus a vector.
Expression<Bytes> linear(Operand<Bytes> weights, Operand<Bytes> input, Operand<Bytes> bias);
/// A matrix with rows and columns exchanged.
Expression<Bytes> transpose(Operand<Bytes> matrix);
/// Weighted sums of embeddings and a four-valued vote on each dimension.
Expression<Bytes> belnap_aggregate(Operand<Bytes> input);
/// What a small network picks.
struct Routing {
  U256 mentor, adapter;
};
/// The mentor and the adapter that a network of three layers picks.
Expression<Routing> routing_inference(Operand<Bytes> input);
/// A weight matrix with a low-rank adapter added: w + ((b a) alpha) / r.
Expression<Bytes> lora_apply(Operand<Bytes> w, Operand<Bytes> b, Operand<Bytes> a,
                             Operand<Bytes> alpha);
/// A weighted sum of `count` low-rank adapters; b, a, alpha and weight of each, in a row.
Expression<Bytes> lora_merge(Operand<U8> count, Operand<Bytes> adapters);
/// Whether an Ed25519 signature of 64 bytes holds.
Expression<Bool> ed25519_verify(Operand<Bytes32> key, Operand<Bytes> signature,
                                Operand<Bytes> message);
/// The signer of typed data, or the zero address.
Expression<Address> eip712_verify(Operand<Bytes32> domain, Operand<Bytes32> struct_hash,
                                  Operand<U8> v, Operand<Bytes32> r, Operand<Bytes32> s);
/// Whether an EIP-3009 transfer is signed by its sender: byte 0 is 1 if so, the last 20 are the
/// signer. The transfer is from, to (20 bytes each), value, valid after, valid before, nonce, v
/// (one byte), r, s.
Expression<Bytes32> transfer_auth_verify(Operand<Bytes32> domain, Operand<Bytes> transfer);
/// The same for many transfers of one domain: their count (2 bytes), then a word each.
Expression<Bytes> transfer_auth_batch(Operand<Bytes32> domain, Operand<U16> count,
                                      Operand<Bytes> transfers);

}  // namespace lattice
}  // namespace mozi::dsl
