// SHA256, RIPEMD160 and IDENTITY.
#include "vm/crypto/ripemd160.hpp"
#include "vm/crypto/sha256.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {

bool SHA256(const isa::Rules&, BytesView input, Bytes& output) {
  const Hash hash = crypto::sha256(input);
  output.assign(hash.bytes.begin(), hash.bytes.end());
  return true;
}

bool RIPEMD160(const isa::Rules&, BytesView input, Bytes& output) {
  const auto hash = crypto::ripemd160(input);
  output.assign(12, 0);
  output.insert(output.end(), hash.begin(), hash.end());
  return true;
}

bool IDENTITY(const isa::Rules&, BytesView input, Bytes& output) {
  output.assign(input.begin(), input.end());
  return true;
}

}  // namespace mozi::exec::precompile
