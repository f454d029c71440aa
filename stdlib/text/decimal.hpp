// Numbers as decimal text.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::text {

using namespace mozi::dsl;

/// A mixin with the internal function to_decimal.
struct Decimal {
  DEF(String, to_decimal, (U256 value)) {
    U256 digits = 1;
    U256 rest = value / 10;
    While (rest != 0) {
      digits += 1;
      rest /= 10;
    }
    Bytes text = new_bytes(digits);
    rest = value;
    While (digits != 0) {
      digits -= 1;
      text[digits] = reinterpret<Bytes1>(truncate<U8>(rest % 10 + 48));
      rest /= 10;
    }
    return reinterpret<String>(text);
  }
};

}  // namespace stdlib::text
