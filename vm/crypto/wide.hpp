// Products of words at full width, before any reduction.
#pragma once

#include <mozi/word.hpp>

#include "vm/crypto/carry.hpp"

namespace mozi::crypto {

/// A product of two words that is not reduced yet; limb[0] is the least significant.
struct Wide {
  std::array<uint64_t, 8> limb{};

  constexpr Wide& operator+=(const Wide& b) {
    uint64_t carry = 0;
    for (unsigned i = 0; i < 8; ++i) limb[i] = add_carry(limb[i], b.limb[i], carry);
    return *this;
  }
  /// Subtracts and returns the borrow.
  constexpr uint64_t subtract(const Wide& b) {
    uint64_t borrow = 0;
    for (unsigned i = 0; i < 8; ++i) limb[i] = sub_borrow(limb[i], b.limb[i], borrow);
    return borrow;
  }
};

/// The product of two words.
[[gnu::always_inline]] constexpr Wide wide_product(const Word& a, const Word& b) {
  Wide w;
  for (unsigned i = 0; i < 4; ++i) {
    uint64_t carry = 0;
    for (unsigned j = 0; j < 4; ++j) {
      const Uint128 t = Uint128{a.limb[j]} * b.limb[i] + w.limb[i + j] + carry;
      w.limb[i + j] = static_cast<uint64_t>(t);
      carry = static_cast<uint64_t>(t >> 64);
    }
    w.limb[i + 4] = carry;
  }
  return w;
}

}  // namespace mozi::crypto
