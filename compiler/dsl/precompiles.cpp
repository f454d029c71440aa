// The surface's precompiles: their addresses, and how their inputs are put together.
#include "mozi/dsl/precompiles.hpp"

namespace mozi::dsl {
namespace {

using ast::Op;

NodeRef packed(std::vector<NodeRef> parts, Location at) {
  return make_node(Op::abi_packed, type_of<Bytes>(), std::move(parts), at, at);
}

/// What an output that is shorter than its type means.
enum class Short : uint8_t { reverts, is_zero };

template <class T>
Expression<T> call(uint32_t address, NodeRef input, Location at, Short missing = Short::reverts) {
  auto node = make_node(Op::precompile, type_of<T>(), {std::move(input)}, at, at);
  node->number = Word{address};
  node->checked = missing == Short::reverts;
  return Expression<T>(std::move(node));
}

/// A call whose input is these operands, one after the other.
template <class T, class First, class... Rest>
Expression<T> call_with(uint32_t address, const First& first, const Rest&... rest) {
  return call<T>(address, packed({first.node, rest.node...}, first.at), first.at);
}

NodeRef length_of(const Operand<Bytes>& bytes) {
  return make_node(Op::length, type_of<U256>(), {bytes.node}, bytes.at, bytes.at);
}

/// The operand as a local, because it stands in more than one place.
Operand<Bytes> held(const Operand<Bytes>& bytes) {
  if (bytes.node->op == Op::local) return bytes;
  Operand<Bytes> copy = bytes;
  copy.node = Tracer::current().declare(type_of<Bytes>(), bytes.node, bytes.at);
  return copy;
}

}  // namespace

Expression<Bytes32> sha256(Operand<Bytes> data) {
  return call<Bytes32>(0x02, data.node, data.at);
}

Expression<Bytes20> ripemd160(Operand<Bytes> data) {
  const auto word = call<U256>(0x03, data.node, data.at).node_at(data.at);
  const auto low = make_node(Op::truncate, type_of<U160>(), {word}, data.at, data.at);
  return Expression<Bytes20>(
      make_node(Op::reinterpret, type_of<Bytes20>(), {low}, data.at, data.at));
}

Expression<Bytes> modexp(Operand<Bytes> base, Operand<Bytes> exponent, Operand<Bytes> modulus) {
  const auto b = held(base);
  const auto e = held(exponent);
  const auto m = held(modulus);
  auto input = packed({length_of(b), length_of(e), length_of(m), b.node, e.node, m.node}, base.at);
  // An empty modulus has an empty result.
  return call<Bytes>(0x05, std::move(input), base.at, Short::is_zero);
}

Expression<Bn254Point> bn254_add(Operand<U256> ax, Operand<U256> ay, Operand<U256> bx,
                                 Operand<U256> by) {
  return call_with<Bn254Point>(0x06, ax, ay, bx, by);
}
Expression<Bn254Point> bn254_mul(Operand<U256> x, Operand<U256> y, Operand<U256> scalar) {
  return call_with<Bn254Point>(0x07, x, y, scalar);
}
Expression<Bool> bn254_pairing(Operand<Bytes> pairs) {
  return call<Bool>(0x08, pairs.node, pairs.at);
}

Expression<Blake2State> blake2f(Operand<U32> rounds, Operand<Bytes32> state_low,
                                Operand<Bytes32> state_high, Operand<Bytes> block128,
                                Operand<Bytes8> offset_low, Operand<Bytes8> offset_high,
                                Operand<Bool> is_last) {
  return call_with<Blake2State>(0x09, rounds, state_low, state_high, block128, offset_low,
                                offset_high, is_last);
}

Expression<KzgParameters> point_evaluation(Operand<Bytes32> versioned_hash, Operand<Bytes32> z,
                                           Operand<Bytes32> y, Operand<Bytes> commitment,
                                           Operand<Bytes> proof) {
  return call_with<KzgParameters>(0x0a, versioned_hash, z, y, commitment, proof);
}

Expression<Bytes> bls_g1_add(Operand<Bytes> a, Operand<Bytes> b) {
  return call_with<Bytes>(0x0b, a, b);
}
Expression<Bytes> bls_g1_msm(Operand<Bytes> terms) {
  return call<Bytes>(0x0c, terms.node, terms.at);
}
Expression<Bytes> bls_g2_add(Operand<Bytes> a, Operand<Bytes> b) {
  return call_with<Bytes>(0x0d, a, b);
}
Expression<Bytes> bls_g2_msm(Operand<Bytes> terms) {
  return call<Bytes>(0x0e, terms.node, terms.at);
}
Expression<Bool> bls_pairing(Operand<Bytes> pairs) {
  return call<Bool>(0x0f, pairs.node, pairs.at);
}
Expression<Bytes> bls_map_fp_to_g1(Operand<Bytes> element) {
  return call<Bytes>(0x10, element.node, element.at);
}
Expression<Bytes> bls_map_fp2_to_g2(Operand<Bytes> element) {
  return call<Bytes>(0x11, element.node, element.at);
}

Expression<Bool> p256_verify(Operand<Bytes32> hash, Operand<Bytes32> r, Operand<Bytes32> s,
                             Operand<Bytes32> x, Operand<Bytes32> y) {
  return call<Bool>(0x100, packed({hash.node, r.node, s.node, x.node, y.node}, hash.at), hash.at,
                    Short::is_zero);
}

namespace lattice {

Expression<U256> tensor_commit(Operand<Bytes> tensor) {
  return call<U256>(0x107, tensor.node, tensor.at);
}
Expression<Bool> merkle_verify_tensor(Operand<U256> root, Operand<U256> index, Operand<U256> value,
                                      Operand<U8> depth, Operand<Bytes> siblings) {
  return call_with<Bool>(0x109, root, index, value, depth, siblings);
}
Expression<Bytes> matmul(Operand<Bytes> a, Operand<Bytes> b) {
  return call_with<Bytes>(0x10a, a, b);
}
Expression<Bytes> dot(Operand<Bytes> a, Operand<Bytes> b) {
  return call_with<Bytes>(0x10b, a, b);
}
Expression<Bytes> softmax(Operand<Bytes> vector) {
  return call<Bytes>(0x10c, vector.node, vector.at);
}
Expression<Bytes> relu(Operand<Bytes> vector) {
  return call<Bytes>(0x10d, vector.node, vector.at);
}
Expression<Bytes> linear(Operand<Bytes> weights, Operand<Bytes> input, Operand<Bytes> bias) {
  return call_with<Bytes>(0x10e, weights, input, bias);
}
Expression<Bytes> transpose(Operand<Bytes> matrix) {
  return call<Bytes>(0x10f, matrix.node, matrix.at);
}
Expression<Bytes> belnap_aggregate(Operand<Bytes> input) {
  return call<Bytes>(0x110, input.node, input.at);
}
Expression<Routing> routing_inference(Operand<Bytes> input) {
  return call<Routing>(0x111, input.node, input.at);
}
Expression<Bytes> lora_apply(Operand<Bytes> w, Operand<Bytes> b, Operand<Bytes> a,
                             Operand<Bytes> alpha) {
  return call_with<Bytes>(0x112, w, b, a, alpha);
}
Expression<Bytes> lora_merge(Operand<U8> count, Operand<Bytes> adapters) {
  return call_with<Bytes>(0x113, count, adapters);
}
Expression<Bool> ed25519_verify(Operand<Bytes32> key, Operand<Bytes> signature,
                                Operand<Bytes> message) {
  return call_with<Bool>(0x120, key, signature, message);
}
Expression<Address> eip712_verify(Operand<Bytes32> domain, Operand<Bytes32> struct_hash,
                                  Operand<U8> v, Operand<Bytes32> r, Operand<Bytes32> s) {
  return call_with<Address>(0x200, domain, struct_hash, v, r, s);
}
Expression<Bytes32> transfer_auth_verify(Operand<Bytes32> domain, Operand<Bytes> transfer) {
  return call_with<Bytes32>(0x201, domain, transfer);
}
Expression<Bytes> transfer_auth_batch(Operand<Bytes32> domain, Operand<U16> count,
                                      Operand<Bytes> transfers) {
  return call_with<Bytes>(0x202, domain, count, transfers);
}

}  // namespace lattice
}  // namespace mozi::dsl
