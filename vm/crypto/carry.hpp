// Sums and differences of limbs with carry, and selection without branches, for big numbers.
#pragma once

#include <cstdint>

namespace mozi::crypto {

#if defined(__has_builtin)
#if __has_builtin(__builtin_addcll) && __has_builtin(__builtin_subcll)
#define MOZI_CARRY_BUILTINS
#endif
#endif

/// a + b + carry; leaves the carry out (0 or 1) in `carry`.
constexpr uint64_t add_carry(uint64_t a, uint64_t b, uint64_t& carry) {
#ifdef MOZI_CARRY_BUILTINS
  if (!__builtin_is_constant_evaluated()) {
    unsigned long long out = 0;
    const uint64_t sum = __builtin_addcll(a, b, carry, &out);
    carry = out;
    return sum;
  }
#endif
  const uint64_t partial = a + b;
  const uint64_t sum = partial + carry;
  carry = static_cast<uint64_t>(partial < a) | static_cast<uint64_t>(sum < partial);
  return sum;
}

/// a - b - borrow; leaves the borrow out (0 or 1) in `borrow`.
constexpr uint64_t sub_borrow(uint64_t a, uint64_t b, uint64_t& borrow) {
#ifdef MOZI_CARRY_BUILTINS
  if (!__builtin_is_constant_evaluated()) {
    unsigned long long out = 0;
    const uint64_t difference = __builtin_subcll(a, b, borrow, &out);
    borrow = out;
    return difference;
  }
#endif
  const uint64_t partial = a - b;
  const uint64_t difference = partial - borrow;
  borrow = static_cast<uint64_t>(a < b) | static_cast<uint64_t>(partial < borrow);
  return difference;
}
#undef MOZI_CARRY_BUILTINS

/// All ones for 1, zero for 0; hidden from the optimiser, which would turn selection by a mask into
/// a branch that is mispredicted every other time.
constexpr uint64_t mask_of(uint64_t bit) {
  uint64_t mask = 0 - bit;
  if (!__builtin_is_constant_evaluated()) asm("" : "+r"(mask));
  return mask;
}

}  // namespace mozi::crypto
