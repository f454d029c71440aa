// POINT_EVALUATION (EIP-4844): a blob's polynomial has a given value at a point.
#include "vm/crypto/kzg.hpp"

#include "vm/crypto/sha256.hpp"
#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

constexpr size_t input_size = 192;
constexpr uint8_t version_kzg = 0x01;
constexpr uint64_t field_elements_per_blob = 4096;

Hash versioned_hash(crypto::KzgBytes commitment) {
  Hash hash = crypto::sha256(commitment);
  hash.bytes[0] = version_kzg;
  return hash;
}

}  // namespace

bool POINT_EVALUATION(const isa::Rules&, BytesView input, Bytes& output) {
  if (input.size() != input_size) return false;
  const auto commitment = input.subspan<96, 48>();
  const auto proof = input.subspan<144, 48>();
  if (read_hash(input, 0) != versioned_hash(commitment)) return false;
  if (!crypto::verify_kzg_proof(commitment, read_word(input, 32), read_word(input, 64), proof))
    return false;
  output.resize(64);
  Word{field_elements_per_blob}.store(output.data());
  crypto::bls12_381_order.store(output.data() + 32);
  return true;
}

}  // namespace mozi::exec::precompile
