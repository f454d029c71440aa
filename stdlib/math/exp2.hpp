// Powers of two with a fraction.
#pragma once

#include "stdlib/panics.hpp"

namespace stdlib::math {

using namespace mozi::dsl;

/// A mixin with the internal function exp2.
struct Exp2 {
  /// 2^x, where x and the result count in units of 2^-64; x is below 192. Never above the exact
  /// power, and less by at most a unit and 2^-120 of it. Panics with 0x11 from 192 on.
  DEF(U256, exp2, (U256 x)) {
    assert_(x < number(192) << 64, panic_overflow);
    U256 sum = number(1) << 128;
    Unchecked {
      // e^y for y = fraction * ln 2 as the sum of y^n / n!, in units of 2^-128. No product
      // overflows: a term is at most 2^128, and y is less.
      U256 y = (x & max_of<U64>()) * 0xb17217f7d1cf79abc9e3b39803f2f6af_u256 >> 64;
      U256 term = sum;
      U256 n = 0;
      While (term != 0) {
        n += 1;
        term = (term * y >> 128) / n;
        sum += term;
      }
      // Below 2 * 2^128, shifted by at most 191 - 64: it fits.
      U256 whole = x >> 64;
      If (whole < 64) {
        sum >>= 64 - whole;
      }
      Else {
        sum <<= whole - 64;
      }
    }
    return sum;
  }
};

}  // namespace stdlib::math
