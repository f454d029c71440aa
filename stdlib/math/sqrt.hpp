// The integer square root.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::math {

using namespace mozi::dsl;

/// A mixin with the internal function sqrt.
struct Sqrt {
  /// floor(sqrt(a)), for every a.
  DEF(U256, sqrt, (U256 a)) {
    If (a <= 1) {
      Return(a);
    }
    U256 root = 1;
    Unchecked {
      // 2^e with 2^(2e) <= a < 2^(2e+2), by halving the range of e.
      U256 rest = a;
      for (unsigned bits = 64; bits >= 1; bits /= 2) {
        If (rest >= number(1) << (2 * bits)) {
          rest >>= 2 * bits;
          root <<= bits;
        }
      }
      // The middle of [2^e, 2^(e+1)) is off by at most 2^(e-1); each step of Newton's squares the
      // error and divides it by 2^(e+1) at least, so that six leave less than 1.
      root = 3 * root >> 1;
      for (int step = 0; step < 6; ++step) root = (root + a / root) >> 1;
      // Newton's steps end at the root or at one more.
      If (root > a / root) {
        root -= 1;
      }
    }
    return root;
  }
};

}  // namespace stdlib::math
