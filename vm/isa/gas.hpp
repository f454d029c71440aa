// Gas formulas that depend on operands: memory, words copied, EXP, nested calls.
#pragma once

#include <algorithm>
#include <cstdint>

#include "vm/isa/rules.hpp"

namespace mozi::isa {

/// The 32-byte words that hold `bytes` bytes.
constexpr uint64_t words_of(uint64_t bytes) {
  return bytes / 32 + (bytes % 32 != 0 ? 1 : 0);
}

/// What memory of `words` words has cost in all; requires words < 2^32.
constexpr int64_t memory_gas(const Rules& rules, uint64_t words) {
  return static_cast<int64_t>(static_cast<uint64_t>(rules.memory_word) * words +
                              words * words / 512);
}
/// What copying `bytes` bytes costs beyond static gas and memory; requires bytes < 2^40.
constexpr int64_t copy_gas(const Rules& rules, uint64_t bytes) {
  return rules.copy_word * static_cast<int64_t>(words_of(bytes));
}
/// What hashing `bytes` bytes costs beyond static gas and memory; requires bytes < 2^40.
constexpr int64_t keccak_gas(const Rules& rules, uint64_t bytes) {
  return rules.keccak_word * static_cast<int64_t>(words_of(bytes));
}
/// EIP-3860: what init code of `bytes` bytes costs beyond CREATE; requires bytes < 2^40.
constexpr int64_t init_code_gas(const Rules& rules, uint64_t bytes) {
  return rules.init_code_word * static_cast<int64_t>(words_of(bytes));
}
/// EIP-160: what EXP costs beyond static gas.
constexpr int64_t exp_gas(const Rules& rules, const Word& exponent) {
  return int64_t{rules.exp_byte} * exponent.byte_width();
}
/// The most gas a nested call can get out of `left` (EIP-150: all but one 64th).
constexpr int64_t nested_gas(const Rules& rules, int64_t left) {
  return rules.keep_a_64th ? left - left / 64 : left;
}

}  // namespace mozi::isa
