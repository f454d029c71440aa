// Keccak-256 of texts while C++ compiles: role names, event topics, selectors.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "mozi/word.hpp"

namespace mozi::dsl {

namespace keccak {

inline constexpr uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};
// Rho and pi together: the lane that goes to the place of the one before, and by how many bits.
inline constexpr uint8_t lanes[24] = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                      15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
inline constexpr uint8_t turns[24] = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                      27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};

constexpr void permute(std::array<uint64_t, 25>& a) {
  for (const uint64_t round_constant : round_constants) {
    std::array<uint64_t, 5> parity{};
    for (unsigned i = 0; i < 25; ++i) parity[i % 5] ^= a[i];
    for (unsigned i = 0; i < 25; ++i)
      a[i] ^= parity[(i + 4) % 5] ^ std::rotl(parity[(i + 1) % 5], 1);
    uint64_t moving = a[1];
    for (unsigned i = 0; i < 24; ++i) {
      const uint64_t displaced = a[lanes[i]];
      a[lanes[i]] = std::rotl(moving, turns[i]);
      moving = displaced;
    }
    for (unsigned y = 0; y < 25; y += 5) {
      const std::array row{a[y], a[y + 1], a[y + 2], a[y + 3], a[y + 4]};
      for (unsigned x = 0; x < 5; ++x) a[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    a[0] ^= round_constant;
  }
}

}  // namespace keccak

/// The Keccak-256 hash of a text, as a big-endian word. For constant expressions; vm/crypto has the
/// fast one.
constexpr Word keccak256_word(std::string_view text) {
  constexpr size_t rate = 136;
  std::array<uint64_t, 25> state{};
  const auto absorb = [&](size_t at, uint8_t byte) {
    state[at / 8] ^= uint64_t{byte} << (8 * (at % 8));
  };
  size_t filled = 0;
  for (const char c : text) {
    absorb(filled++, static_cast<uint8_t>(c));
    if (filled < rate) continue;
    keccak::permute(state);
    filled = 0;
  }
  absorb(filled, 0x01);
  absorb(rate - 1, 0x80);
  keccak::permute(state);
  std::array<uint8_t, 32> hash{};
  for (size_t i = 0; i < 32; ++i) hash[i] = static_cast<uint8_t>(state[i / 8] >> (8 * (i % 8)));
  return Word::from_bytes(hash);
}

static_assert(keccak256_word("") ==
              Word{0xc5d2460186f7233c, 0x927e7db2dcc703c0, 0xe500b653ca82273b, 0x7bfad8045d85a470});

}  // namespace mozi::dsl
