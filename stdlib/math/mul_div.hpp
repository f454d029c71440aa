// floor(a * b / d) with a 512-bit product.
#pragma once

#include "stdlib/panics.hpp"

namespace stdlib::math {

using namespace mozi::dsl;

/// A mixin with the internal function mul_div.
struct MulDiv {
  /// floor(a * b / d). Panics with 0x12 if d is 0, with 0x11 if the quotient does not fit.
  DEF(U256, mul_div, (U256 a, U256 b, U256 d)) {
    U256 low = wrapping(a * b);
    // a * b modulo 2^256 - 1, less the low word, is the high word (Chinese remainder theorem).
    U256 folded = mulmod(a, b, max_of<U256>());
    U256 high = wrapping(folded - low);
    If (folded < low) {
      high = wrapping(high - 1);
    }
    // Division by zero panics here, too.
    If (high == 0 || d == 0) {
      Return(low / d);
    }
    assert_(d > high, panic_overflow);
    U256 result = 0;
    Unchecked {
      // Taking the remainder off the product makes the division exact.
      U256 rest = mulmod(a, b, d);
      If (rest > low) {
        high -= 1;
      }
      low -= rest;
      // Powers of two leave the divisor and the product; what the high word loses, the low gains.
      U256 twos = d & (0 - d);
      U256 odd = d / twos;
      low = low / twos | high * ((0 - twos) / twos + 1);
      // Newton's iteration doubles the correct bits of the inverse of an odd number: 4 to 256.
      U256 inverse = 3 * odd ^ 2;
      for (int bits = 4; bits < 256; bits *= 2) inverse *= 2 - odd * inverse;
      result = low * inverse;
    }
    return result;
  }

  /// ceil(a * b / d), with the same panics.
  DEF(U256, mul_div_up, (U256 a, U256 b, U256 d)) {
    U256 quotient = mul_div(a, b, d);
    If (mulmod(a, b, d) != 0) {
      quotient += 1;
    }
    return quotient;
  }
};

}  // namespace stdlib::math
