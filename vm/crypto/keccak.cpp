// Keccak-f[1600] unrolled to two rounds per step, and the sponge of Keccak-256 around it.
#include "vm/crypto/keccak.hpp"

#include <bit>
#include <cstring>

namespace mozi::crypto {
namespace {

constexpr size_t rate = 136;  // bytes absorbed per permutation: 1600 bits less twice the output
constexpr size_t lanes_per_block = rate / 8;

constexpr uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

using Lanes = uint64_t[25];  // lane (x, y) of the state is at [x + 5 * y]

// Chi of one row.
[[gnu::always_inline]] inline void mix_row(uint64_t* out, uint64_t b0, uint64_t b1, uint64_t b2,
                                           uint64_t b3, uint64_t b4) {
  out[0] = b0 ^ (~b1 & b2);
  out[1] = b1 ^ (~b2 & b3);
  out[2] = b2 ^ (~b3 & b4);
  out[3] = b3 ^ (~b4 & b0);
  out[4] = b4 ^ (~b0 & b1);
}

// One round from `a` to `e`: theta, rho and pi while reading, chi and iota while writing.
[[gnu::always_inline]] inline void round(const Lanes& a, Lanes& e, uint64_t constant) {
  using std::rotl;
  const uint64_t c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
  const uint64_t c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
  const uint64_t c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
  const uint64_t c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
  const uint64_t c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
  const uint64_t d0 = c4 ^ rotl(c1, 1);
  const uint64_t d1 = c0 ^ rotl(c2, 1);
  const uint64_t d2 = c1 ^ rotl(c3, 1);
  const uint64_t d3 = c2 ^ rotl(c4, 1);
  const uint64_t d4 = c3 ^ rotl(c0, 1);
  mix_row(e + 0, a[0] ^ d0, rotl(a[6] ^ d1, 44), rotl(a[12] ^ d2, 43), rotl(a[18] ^ d3, 21),
          rotl(a[24] ^ d4, 14));
  e[0] ^= constant;
  mix_row(e + 5, rotl(a[3] ^ d3, 28), rotl(a[9] ^ d4, 20), rotl(a[10] ^ d0, 3),
          rotl(a[16] ^ d1, 45), rotl(a[22] ^ d2, 61));
  mix_row(e + 10, rotl(a[1] ^ d1, 1), rotl(a[7] ^ d2, 6), rotl(a[13] ^ d3, 25), rotl(a[19] ^ d4, 8),
          rotl(a[20] ^ d0, 18));
  mix_row(e + 15, rotl(a[4] ^ d4, 27), rotl(a[5] ^ d0, 36), rotl(a[11] ^ d1, 10),
          rotl(a[17] ^ d2, 15), rotl(a[23] ^ d3, 56));
  mix_row(e + 20, rotl(a[2] ^ d2, 62), rotl(a[8] ^ d3, 55), rotl(a[14] ^ d4, 39),
          rotl(a[15] ^ d0, 41), rotl(a[21] ^ d1, 2));
}

[[gnu::always_inline]] inline void permute(Lanes& state) {
  Lanes a;
  Lanes e;
  std::memcpy(a, state, sizeof a);
  for (size_t i = 0; i < 24; i += 2) {
    round(a, e, round_constants[i]);
    round(e, a, round_constants[i + 1]);
  }
  std::memcpy(state, a, sizeof a);
}

void permute_portable(Lanes& state) {
  permute(state);
}

#if defined(__x86_64__)
// RORX and ANDN save a fifth of the instructions.
[[gnu::target("bmi,bmi2")]] void permute_bmi2(Lanes& state) {
  permute(state);
}
#endif

using Permutation = void (*)(Lanes&);

Permutation best_permutation() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("bmi2")) return permute_bmi2;
#endif
  return permute_portable;
}

}  // namespace

Hash keccak256(BytesView data) {
  static_assert(std::endian::native == std::endian::little, "lanes are read in memory order");
  const auto run = best_permutation();
  Lanes state{};
  while (data.size() >= rate) {
    Lanes block;
    std::memcpy(block, data.data(), rate);
    for (size_t i = 0; i < lanes_per_block; ++i) state[i] ^= block[i];
    run(state);
    data = data.subspan(rate);
  }
  Lanes last{};
  if (!data.empty()) std::memcpy(last, data.data(), data.size());
  last[data.size() / 8] ^= uint64_t{0x01} << (8 * (data.size() % 8));
  last[lanes_per_block - 1] ^= uint64_t{0x80} << 56;
  for (size_t i = 0; i < lanes_per_block; ++i) state[i] ^= last[i];
  run(state);
  Hash out;
  std::memcpy(out.bytes.data(), state, out.bytes.size());
  return out;
}

}  // namespace mozi::crypto
