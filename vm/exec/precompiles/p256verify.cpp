// P256VERIFY (EIP-7951): any failure is success without output.
#include "vm/crypto/p256.hpp"
#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {

bool P256VERIFY(const isa::Rules&, BytesView input, Bytes& output) {
  constexpr size_t input_size = 160;
  if (input.size() != input_size) return true;
  const bool holds =
      crypto::p256_verify(read_hash(input, 0), read_word(input, 32), read_word(input, 64),
                          read_word(input, 96), read_word(input, 128));
  if (!holds) return true;
  output.assign(32, 0);
  output.back() = 1;
  return true;
}

}  // namespace mozi::exec::precompile
