// MODEXP: the three price formulas and the call into crypto.
#include "vm/crypto/modexp.hpp"

#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

// Longer operands cost more than any gas limit unless the price is zero whatever the length, and no
// input holds them.
constexpr uint64_t max_length = uint64_t{1} << 32;

struct Lengths {
  Word base;
  Word exponent;
  Word modulus;
};

Lengths read_lengths(BytesView input) {
  return {read_word(input, 0), read_word(input, 32), read_word(input, 64)};
}

/// The bits after the first of the exponent's leading bytes, at most 32 of them.
uint64_t head_bits(BytesView input, const Lengths& n) {
  if (!n.base.fits64() || n.base.low() > input.size()) return 0;
  const uint64_t size = n.exponent < Word{32} ? n.exponent.low() : 32;
  const Word head = read_word(input, 96 + n.base.low()) >> (256 - 8 * size);
  return head.is_zero() ? 0 : head.bit_width() - 1;
}

/// Multiplications of the exponentiation, at least one; `per_byte` for each byte beyond 32.
Uint128 iterations(BytesView input, const Lengths& n, uint64_t per_byte) {
  const uint64_t length = n.exponent.low();
  const uint64_t tail = length > 32 ? length - 32 : 0;
  return std::max<Uint128>(Uint128{per_byte} * tail + head_bits(input, n), 1);
}

/// The cost of one multiplication of numbers of `x` bytes; x <= max_length.
Uint128 complexity(isa::ModexpPricing pricing, Uint128 x) {
  const Uint128 words = (x + 7) / 8;
  switch (pricing) {
    case isa::ModexpPricing::eip198:
      if (x <= 64) return x * x;
      if (x <= 1024) return x * x / 4 + 96 * x - 3072;
      return x * x / 16 + 480 * x - 199680;
    case isa::ModexpPricing::eip2565:
      return words * words;
    case isa::ModexpPricing::eip7883:
      return x <= 32 ? 16 : 2 * words * words;
  }
  return 0;
}

struct Formula {
  uint64_t bits_per_byte;  // iterations for each byte of the exponent beyond 32
  uint64_t divisor;
  int64_t minimum;
};

constexpr Formula formula(isa::ModexpPricing pricing) {
  switch (pricing) {
    case isa::ModexpPricing::eip198:
      return {8, 20, 0};
    case isa::ModexpPricing::eip2565:
      return {8, 3, 200};
    case isa::ModexpPricing::eip7883:
      return {16, 1, 500};
  }
  return {};
}

bool any_above(const Lengths& n, uint64_t limit) {
  const Word most{limit};
  return n.base > most || n.exponent > most || n.modulus > most;
}

}  // namespace

int64_t modexp_gas(const isa::Rules& rules, BytesView input) {
  const Lengths n = read_lengths(input);
  const Word longest = std::max(n.base, n.modulus);
  const Formula f = formula(rules.modexp);
  if (longest > Word{max_length}) return unaffordable;
  const Uint128 one = complexity(rules.modexp, longest.low());
  if (one == 0) return f.minimum;
  if (n.exponent > Word{max_length}) return unaffordable;
  const Uint128 gas = one * iterations(input, n, f.bits_per_byte) / f.divisor;
  if (gas > Uint128{INT64_MAX}) return unaffordable;
  return std::max(static_cast<int64_t>(gas), f.minimum);
}

bool MODEXP(const isa::Rules& rules, BytesView input, Bytes& output) {
  const Lengths n = read_lengths(input);
  if (rules.modexp_max_length != 0 && any_above(n, rules.modexp_max_length)) return false;
  // Nothing to compute; the exponent may then have any length.
  if (n.base.is_zero() && n.modulus.is_zero()) return true;
  if (any_above(n, max_length)) return false;

  const auto field = [&](uint64_t offset, uint64_t size) {
    Bytes bytes(size);
    read_padded(input, offset, bytes);
    return bytes;
  };
  const Bytes base = field(96, n.base.low());
  const Bytes exponent = field(96 + n.base.low(), n.exponent.low());
  const Bytes modulus = field(96 + n.base.low() + n.exponent.low(), n.modulus.low());
  output.resize(n.modulus.low());
  crypto::modexp(base, exponent, modulus, output);
  return true;
}

}  // namespace mozi::exec::precompile
