// Scalars as signed odd digits with zeros between, for multiplication with few additions.
#pragma once

#include <array>
#include <mozi/word.hpp>

namespace mozi::crypto {

/// A scalar below 2^255 as digits 0 or odd between -2^(window-1) and 2^(window-1), the least
/// significant first: of `window` neighbours at most one is not zero.
template <unsigned window>
struct SignedDigits {
  std::array<int8_t, 257> digit{};
  size_t size = 0;

  explicit constexpr SignedDigits(Word k) {
    constexpr int range = 1 << window;
    while (!k.is_zero()) {
      if ((k.low() & 1) != 0) {
        const auto low = static_cast<int>(k.low() & (range - 1));
        const bool negative = low > range / 2;
        digit[size] = static_cast<int8_t>(negative ? low - range : low);
        // Clears the bits of the digit, and carries over if it is negative.
        k = k - Word{static_cast<uint64_t>(low)};
        if (negative) k = k + Word{range};
      }
      k = k >> 1;
      ++size;
    }
  }
};

}  // namespace mozi::crypto
