// What gas costs: intrinsic gas of a transaction, base fee, blob base fee, effective price.
#include "vm/chain/fees.hpp"

#include <algorithm>

namespace mozi::chain {
namespace {

// EIP-1559.
constexpr uint64_t elasticity = 2;
constexpr uint64_t base_fee_change_denominator = 8;

uint64_t count_zeros(BytesView data) {
  return static_cast<uint64_t>(std::ranges::count(data, uint8_t{0}));
}

uint64_t access_list_gas(const isa::Rules& rules, const state::AccessList& list) {
  uint64_t gas = 0;
  for (const auto& item : list) {
    gas += static_cast<uint64_t>(rules.access_list_address);
    gas += static_cast<uint64_t>(rules.access_list_key) * item.keys.size();
  }
  return gas;
}

}  // namespace

IntrinsicGas intrinsic_gas(const isa::Rules& rules, const state::Transaction& tx) {
  const auto number = [](int32_t cost) { return static_cast<uint64_t>(cost); };
  const uint64_t zeros = count_zeros(tx.data);
  const uint64_t others = tx.data.size() - zeros;
  IntrinsicGas gas;
  gas.standard = number(rules.tx_base) + number(rules.tx_data_zero) * zeros +
                 number(rules.tx_data_nonzero) * others + access_list_gas(rules, tx.access_list) +
                 number(rules.authorization) * tx.authorizations.size();
  if (!tx.to)
    gas.standard +=
        number(rules.tx_create) + number(rules.init_code_word) * ((tx.data.size() + 31) / 32);
  if (rules.tx_floor_token != 0)
    gas.floor = number(rules.tx_base) + number(rules.tx_floor_token) * (zeros + 4 * others);
  return gas;
}

Word effective_gas_price(const state::Transaction& tx, const Word& base_fee) {
  return base_fee + std::min(tx.max_priority_fee_per_gas, tx.max_fee_per_gas - base_fee);
}

Word next_base_fee(const Word& base_fee, uint64_t gas_used, uint64_t gas_limit) {
  const uint64_t target = gas_limit / elasticity;
  if (gas_used == target || target == 0) return base_fee;
  const uint64_t distance = gas_used > target ? gas_used - target : target - gas_used;
  const Word change = base_fee * Word{distance} / Word{target} / Word{base_fee_change_denominator};
  if (gas_used < target) return base_fee - change;
  return base_fee + std::max(change, Word{1});
}

std::optional<Word> checked_mul(const Word& a, const Word& b) {
  const auto [high, low] = umul_wide(a, b);
  if (!high.is_zero()) return {};
  return low;
}

std::optional<Word> checked_add(const Word& a, const Word& b) {
  const Word sum = a + b;
  if (sum < a) return {};
  return sum;
}

Word fake_exponential(uint64_t factor, uint64_t numerator, uint64_t denominator) {
  std::optional<Word> sum = Word{};
  std::optional<Word> term = checked_mul(factor, denominator);
  for (uint64_t i = 1; term && !term->is_zero(); ++i) {
    sum = checked_add(*sum, *term);
    if (!sum) break;
    term = checked_mul(*term, numerator);
    if (term) term = *term / (Word{denominator} * Word{i});
  }
  if (!sum || !term) return ~Word{};
  return *sum / Word{denominator};
}

Word blob_base_fee(const isa::Rules& rules, uint64_t excess_blob_gas) {
  if (rules.blob_update_fraction == 0) return {};
  constexpr uint64_t min_price = 1;
  return fake_exponential(min_price, excess_blob_gas, rules.blob_update_fraction);
}

uint64_t next_excess_blob_gas(const isa::Rules& rules, uint64_t excess_blob_gas,
                              uint64_t blob_gas_used, const Word& base_fee) {
  const uint64_t target = gas_per_blob * rules.blob_target;
  const uint64_t total = excess_blob_gas + blob_gas_used;
  if (total < target) return 0;
  // EIP-7918: while a blob is cheaper than this much execution, the excess does not shrink.
  const Word floor = Word{rules.blob_price_floor_gas} * base_fee;
  if (floor <= Word{gas_per_blob} * blob_base_fee(rules, excess_blob_gas)) return total - target;
  const Uint128 used = Uint128{blob_gas_used} * (rules.blob_max - rules.blob_target);
  return excess_blob_gas + static_cast<uint64_t>(used / rules.blob_max);
}

}  // namespace mozi::chain
