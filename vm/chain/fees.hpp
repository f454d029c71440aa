// What gas costs: intrinsic gas of a transaction, base fee, blob base fee, effective price.
#pragma once

#include <cstdint>
#include <optional>

#include "mozi/types.hpp"
#include "vm/isa/rules.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::chain {

/// The gas of one blob (EIP-4844).
inline constexpr uint64_t gas_per_blob = uint64_t{1} << 17;

/// The gas that a transaction pays before it runs.
struct IntrinsicGas {
  uint64_t standard = 0;  // paid up front
  uint64_t floor = 0;     // paid at least, whatever was used (EIP-7623)
};
IntrinsicGas intrinsic_gas(const isa::Rules& rules, const state::Transaction& tx);

/// What the sender pays per gas; requires max_fee_per_gas >= base_fee (EIP-1559).
Word effective_gas_price(const state::Transaction& tx, const Word& base_fee);

/// The base fee of the block after one with this base fee, gas used and gas limit (EIP-1559).
Word next_base_fee(const Word& base_fee, uint64_t gas_used, uint64_t gas_limit);

/// factor * e^(numerator / denominator), as EIP-4844 approximates it; saturates at 2^256-1.
/// Requires a denominator other than zero.
Word fake_exponential(uint64_t factor, uint64_t numerator, uint64_t denominator);

/// The price of blob gas for this excess; zero where there are no blobs.
Word blob_base_fee(const isa::Rules& rules, uint64_t excess_blob_gas);

/// The excess blob gas of the next block (EIP-4844, EIP-7918).
uint64_t next_excess_blob_gas(const isa::Rules& rules, uint64_t excess_blob_gas,
                              uint64_t blob_gas_used, const Word& base_fee);

/// a * b, or nothing beyond 2^256.
std::optional<Word> checked_mul(const Word& a, const Word& b);
/// a + b, or nothing beyond 2^256.
std::optional<Word> checked_add(const Word& a, const Word& b);

}  // namespace mozi::chain
