// BN254_ADD, BN254_MUL and BN254_PAIRING (EIP-196, EIP-197). A bad point is a failure.
#include "vm/crypto/bn254.hpp"

#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using crypto::bn254::G1Bytes;

bool give(const std::optional<G1Bytes>& point, Bytes& output) {
  if (!point) return false;
  output.assign(point->begin(), point->end());
  return true;
}

G1Bytes read_point(BytesView input, uint64_t offset) {
  G1Bytes point;
  read_padded(input, offset, point);
  return point;
}

}  // namespace

bool BN254_ADD(const isa::Rules&, BytesView input, Bytes& output) {
  return give(crypto::bn254::add(read_point(input, 0), read_point(input, 64)), output);
}

bool BN254_MUL(const isa::Rules&, BytesView input, Bytes& output) {
  return give(crypto::bn254::mul(read_point(input, 0), read_word(input, 64)), output);
}

bool BN254_PAIRING(const isa::Rules&, BytesView input, Bytes& output) {
  const auto is_one = crypto::bn254::pairing_is_one(input);
  if (!is_one) return false;
  output.assign(32, 0);
  output.back() = *is_one ? 1 : 0;
  return true;
}

}  // namespace mozi::exec::precompile
