// Words as Boost.Multiprecision integers: the independent oracle for word arithmetic.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "mozi/word.hpp"

namespace mozi::test {

using Big = boost::multiprecision::cpp_int;

inline const Big& two_to_256() {
  static const Big value = Big{1} << 256;
  return value;
}

inline Big to_big(const Word& w) {
  Big b = 0;
  for (unsigned i = 4; i-- > 0;) b = (b << 64) | w.limb[i];
  return b;
}

/// The word read as a two's complement number.
inline Big to_signed_big(const Word& w) {
  return w.is_negative() ? Big{to_big(w) - two_to_256()} : to_big(w);
}

/// Any integer modulo 2^256.
inline Word to_word(Big b) {
  b %= two_to_256();
  if (b < 0) b += two_to_256();
  Word w;
  for (uint64_t& limb : w.limb) {
    limb = static_cast<uint64_t>(b & Big{~uint64_t{0}});
    b >>= 64;
  }
  return w;
}

}  // namespace mozi::test
