// ECRECOVER: a bad signature is not a failure; it gives no output.
#include "vm/crypto/secp256k1.hpp"
#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {

bool ECRECOVER(const isa::Rules&, BytesView input, Bytes& output) {
  const Hash hash = read_hash(input, 0);
  const Word v = read_word(input, 32);
  if (v != Word{27} && v != Word{28}) return true;
  const crypto::Signature signature{read_word(input, 64), read_word(input, 96),
                                    static_cast<uint8_t>(v.low() - 27)};
  if (const auto signer = crypto::recover_address(hash, signature)) {
    output.assign(12, 0);
    output.insert(output.end(), signer->bytes.begin(), signer->bytes.end());
  }
  return true;
}

}  // namespace mozi::exec::precompile
