// Arithmetic on every width and sign, with Solidity's panics.
#pragma once

#include "compiler/front/code.hpp"

namespace mozi::front {

/// Whether what does not fit the type panics (Solidity's default) or wraps.
enum class Overflow : uint8_t { panics, wraps };

/// add, sub, mul, div, mod, pow of two clean words; the result is clean. `b_type` matters to pow
/// only.
V arithmetic(Code& code, ast::Op op, const Type& type, V a, V b, Overflow overflow);
V negate(Code& code, const Type& type, V a, Overflow overflow);

/// base to the power exponent, in power.cpp.
V power(Code& code, const Type& type, V base, V exponent, Overflow overflow);

/// Panics 0x11 if `word`, computed without wrapping, is no value of the type; gives it clean.
V fit(Code& code, const Type& type, V word, Overflow overflow);

}  // namespace mozi::front
