// Proposals that nobody can make first in somebody else's stead.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::governance {

using namespace mozi::dsl;

/// A mixin with the internal function may_propose.
struct ProposerSuffix {
  /// A description that ends in "#proposer=0x" and 40 hexadecimal digits is that account's alone.
  DEF(Bool, may_propose, (Address proposer, String description)) {
    Bytes text = reinterpret<Bytes>(description);
    U256 length = text.length();
    If (length < 52) {
      Return(true);
    }
    U256 digits = wrapping(length - 40);
    If (keccak256(text.slice(wrapping(digits - 12), digits)) != keccak256("#proposer=0x")) {
      Return(true);
    }
    U256 named = 0;
    For (U256 i = digits, i < length, i += 1) {
      U256 digit = reinterpret<U8>(text[i]);
      If (digit > 47 && digit < 58) {
        digit = wrapping(digit - 48);
      }
      ElseIf (digit > 96 && digit < 103) {
        digit = wrapping(digit - 87);
      }
      ElseIf (digit > 64 && digit < 71) {
        digit = wrapping(digit - 55);
      }
      Else {
        Return(true);
      }
      named = named << 4 | digit;
    }
    return named == reinterpret<U160>(proposer);
  }
};

}  // namespace stdlib::governance
