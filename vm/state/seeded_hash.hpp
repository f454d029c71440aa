// A hash for tables whose keys an attacker may choose.
#pragma once

#include <mozi/types.hpp>

namespace mozi::state {

/// Hashes addresses, words and hashes with a seed drawn once per process, so that nobody can
/// prepare keys that all collide. Table order differs between runs: never let it be seen.
struct SeededHash {
  size_t operator()(const Address& a) const noexcept {
    uint64_t x = 0;
    uint64_t y = 0;
    uint32_t z = 0;
    std::memcpy(&x, a.bytes.data(), 8);
    std::memcpy(&y, a.bytes.data() + 8, 8);
    std::memcpy(&z, a.bytes.data() + 16, 4);
    return mix(mix(x, y, 0), z, 1);
  }
  size_t operator()(const Word& w) const noexcept {
    return mix(mix(w.limb[0], w.limb[1], 0), mix(w.limb[2], w.limb[3], 1), 2);
  }
  size_t operator()(const Hash& h) const noexcept { return (*this)(Word::load(h.bytes.data())); }

 private:
  static const std::array<uint64_t, 4>& seed();
  // Both halves of a product of two seeded factors.
  static uint64_t mix(uint64_t x, uint64_t y, size_t i) {
    const auto& s = seed();
    const Uint128 product = Uint128{x ^ s[i]} * (y ^ s[i + 1]);
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
};

}  // namespace mozi::state
