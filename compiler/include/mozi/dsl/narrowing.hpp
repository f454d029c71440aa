// Conversions that would lose bits: deleted, with the way out as the reason.
#pragma once

#include "mozi/dsl/kinds.hpp"

namespace mozi::dsl {

template <unsigned from, unsigned to>
inline constexpr bool narrows<Unsigned<from>, Unsigned<to>> = (from > to);
template <unsigned from, unsigned to>
inline constexpr bool narrows<Signed<from>, Signed<to>> = (from > to);

#define MOZI_WIDTH(bits)                                                                      \
  template <>                                                                                 \
  struct Narrowing<Unsigned<bits>> {                                                          \
    Narrowing() = default;                                                                    \
    template <class X>                                                                        \
      requires NarrowsTo<X, Unsigned<bits>>                                                   \
    Narrowing(X&&)                                                                            \
        MOZI_REJECT("narrowing: use checked_cast<U" #bits ">(x) or truncate<U" #bits ">(x)"); \
  };                                                                                          \
  template <>                                                                                 \
  struct Narrowing<Signed<bits>> {                                                            \
    Narrowing() = default;                                                                    \
    template <class X>                                                                        \
      requires NarrowsTo<X, Signed<bits>>                                                     \
    Narrowing(X&&)                                                                            \
        MOZI_REJECT("narrowing: use checked_cast<I" #bits ">(x) or truncate<I" #bits ">(x)"); \
  };
#include "mozi/dsl/widths.def"
#undef MOZI_WIDTH

}  // namespace mozi::dsl
