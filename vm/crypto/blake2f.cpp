// The rounds of BLAKE2b, straight from RFC 7693.
#include "vm/crypto/blake2f.hpp"

#include <bit>
#include <cstring>
#include <iterator>
#include <utility>

namespace mozi::crypto {
namespace {

constexpr std::array<uint64_t, 8> iv = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

// The order in which each of ten rounds takes the words of the message.
constexpr uint8_t sigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};

[[gnu::always_inline]] inline void mix(uint64_t& a, uint64_t& b, uint64_t& c, uint64_t& d,
                                       uint64_t x, uint64_t y) {
  a += b + x;
  d = std::rotr(d ^ a, 32);
  c += d;
  b = std::rotr(b ^ c, 24);
  a += b + y;
  d = std::rotr(d ^ a, 16);
  c += d;
  b = std::rotr(b ^ c, 63);
}

/// One round, with the row of the order known to the compiler: its loads are then at fixed places.
template <size_t row>
[[gnu::always_inline]] inline void run_round(uint64_t (&v)[16], const uint64_t (&m)[16]) {
  constexpr auto& s = sigma[row];
  mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
  mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
  mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
  mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
  mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
  mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
  mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
  mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
}

/// Runs a round of each row, or as many as are left; false if none is left then.
template <size_t... rows>
[[gnu::always_inline]] inline bool run_rounds(uint64_t (&v)[16], const uint64_t (&m)[16],
                                              uint32_t& left, std::index_sequence<rows...>) {
  return ((left != 0 && (run_round<rows>(v, m), --left, true)) && ...);
}

}  // namespace

void blake2f(uint32_t rounds, std::array<uint64_t, 8>& h, std::span<const uint8_t, 128> m,
             const std::array<uint64_t, 2>& t, bool last) {
  static_assert(std::endian::native == std::endian::little);
  uint64_t v[16] = {h[0],  h[1],  h[2],         h[3],         h[4],
                    h[5],  h[6],  h[7],         iv[0],        iv[1],
                    iv[2], iv[3], iv[4] ^ t[0], iv[5] ^ t[1], last ? ~iv[6] : iv[6],
                    iv[7]};
  uint64_t limbs[16];
  std::memcpy(limbs, m.data(), sizeof limbs);
  uint32_t left = rounds;
  while (run_rounds(v, limbs, left, std::make_index_sequence<std::size(sigma)>())) {
  }
  for (size_t i = 0; i < 8; ++i) h[i] ^= v[i] ^ v[i + 8];
}

}  // namespace mozi::crypto
