// BLAKE2F: EIP-152's layout around the compression function.
#include "vm/crypto/blake2f.hpp"

#include <cstring>

#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

constexpr size_t input_size = 213;

uint32_t rounds(BytesView input) {
  return uint32_t{input[0]} << 24 | uint32_t{input[1]} << 16 | uint32_t{input[2]} << 8 | input[3];
}

/// The n little-endian limbs at `p`.
template <size_t n>
std::array<uint64_t, n> limbs(const uint8_t* p) {
  static_assert(std::endian::native == std::endian::little);
  std::array<uint64_t, n> out;
  std::memcpy(out.data(), p, 8 * n);
  return out;
}

}  // namespace

int64_t blake2f_gas(BytesView input) {
  return input.size() == input_size ? rounds(input) : 0;
}

bool BLAKE2F(const isa::Rules&, BytesView input, Bytes& output) {
  if (input.size() != input_size || input[212] > 1) return false;
  auto h = limbs<8>(input.data() + 4);
  crypto::blake2f(rounds(input), h, input.subspan<68, 128>(), limbs<2>(input.data() + 196),
                  input[212] == 1);
  const auto* const bytes = reinterpret_cast<const uint8_t*>(h.data());
  output.assign(bytes, bytes + sizeof(h));
  return true;
}

}  // namespace mozi::exec::precompile
