// Numbers with 18 decimals: products, quotients and powers that say which way they round.
#pragma once

#include "stdlib/math/mul_div.hpp"

namespace stdlib::math {

/// A mixin; 1e18 stands for one. Every result is the exact one rounded down, or up where the name
/// says so; what does not fit panics with 0x11, division by zero with 0x12.
struct FixedPoint : virtual MulDiv {
  static constexpr auto one = 1'000'000'000'000'000'000_u256;

  DEF(U256, fixed_mul, (U256 a, U256 b)) { return mul_div(a, b, one); }
  DEF(U256, fixed_mul_up, (U256 a, U256 b)) { return mul_div_up(a, b, one); }
  DEF(U256, fixed_div, (U256 a, U256 b)) { return mul_div(a, one, b); }
  DEF(U256, fixed_div_up, (U256 a, U256 b)) { return mul_div_up(a, one, b); }

  /// base^n by squaring. Each product is rounded down, so the result is never above the exact
  /// power.
  DEF(U256, fixed_pow, (U256 base, U256 n)) {
    U256 result = one;
    U256 square = base;
    U256 rest = n;
    While (rest != 0) {
      If ((rest & 1) == 1) {
        result = fixed_mul(result, square);
      }
      rest >>= 1;
      If (rest != 0) {
        square = fixed_mul(square, square);
      }
    }
    return result;
  }
};

}  // namespace stdlib::math
