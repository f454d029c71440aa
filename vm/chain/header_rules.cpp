// Whether a header may follow its parent: everything that can be said without running the block.
#include "vm/chain/header_rules.hpp"

#include <algorithm>
#include <limits>

#include "vm/chain/difficulty.hpp"
#include "vm/chain/fees.hpp"

namespace mozi::chain {
namespace {

constexpr uint64_t min_gas_limit = 5000;
constexpr uint64_t max_gas_limit = std::numeric_limits<int64_t>::max();  // EIP-1985
constexpr uint64_t gas_limit_divisor = 1024;
constexpr uint64_t gas_limit_factor = 2;  // EIP-1559: once, for the target to stay
constexpr size_t max_extra_data = 32;
constexpr uint64_t dao_extra_data_blocks = 10;
constexpr std::string_view dao_extra_data = "dao-hard-fork";

std::string number(uint64_t n) {
  return std::to_string(n);
}
std::string number(const Word& w) {
  return to_decimal(w);
}

/// Which optional fields are there must be as the rules say.
BlockCheck check_shape(const Header& header, const isa::Rules& rules) {
  const struct {
    bool present;
    bool wanted;
    const char* name;
  } fields[] = {
      {header.base_fee.has_value(), rules.fee_market, "a base fee"},
      {header.withdrawals_root.has_value(), rules.withdrawals, "a withdrawals root"},
      {header.blob_gas_used.has_value(), rules.blob_tx, "blob gas used"},
      {header.excess_blob_gas.has_value(), rules.blob_tx, "excess blob gas"},
      {header.parent_beacon_root.has_value(), rules.beacon_roots, "a parent beacon root"},
      {header.requests_hash.has_value(), rules.execution_requests, "a requests hash"},
  };
  for (const auto& field : fields) {
    if (field.wanted && !field.present)
      return reject(BlockFault::missing_field, field.name, "none");
    if (!field.wanted && field.present)
      return reject(BlockFault::unexpected_field, std::string("a header without ") + field.name,
                    "one with it");
  }
  return {};
}

BlockCheck check_place(const Header& header, const Header& parent) {
  if (header.number == 0 || header.number != parent.number + 1)
    return reject(BlockFault::wrong_number, number(Word{parent.number} + Word{1}),
                  number(header.number));
  if (header.timestamp <= parent.timestamp)
    return reject(BlockFault::timestamp_not_later, "above " + number(parent.timestamp),
                  number(header.timestamp));
  return {};
}

/// Near the DAO fork both sides of it marked their blocks.
BlockCheck check_extra_data(const Header& header, const ChainConfig& config) {
  if (header.extra_data.size() > max_extra_data)
    return reject(BlockFault::extra_data_too_long, "at most " + number(max_extra_data) + " bytes",
                  number(header.extra_data.size()));
  const bool marked = config.dao_fork && header.number >= *config.dao_fork &&
                      header.number - *config.dao_fork < dao_extra_data_blocks;
  if (marked && !std::ranges::equal(header.extra_data, dao_extra_data))
    return reject(BlockFault::wrong_dao_extra_data, std::string(dao_extra_data),
                  to_hex(BytesView{header.extra_data}));
  return {};
}

BlockCheck check_gas(const Header& header, const Header& parent, const isa::Rules& rules) {
  const bool market_begins = rules.fee_market && !parent.base_fee;
  const Word before = Word{parent.gas_limit} * Word{market_begins ? gas_limit_factor : 1};
  const Word limit = header.gas_limit;
  const Word distance = limit > before ? limit - before : before - limit;
  const Word step = before / Word{gas_limit_divisor};
  if (distance >= step)
    return reject(BlockFault::wrong_gas_limit,
                  "less than " + number(step) + " away from " + number(before), number(limit));
  if (header.gas_limit < min_gas_limit || header.gas_limit > max_gas_limit)
    return reject(BlockFault::wrong_gas_limit,
                  number(min_gas_limit) + " to " + number(max_gas_limit), number(limit));
  if (header.gas_used > header.gas_limit)
    return reject(BlockFault::gas_above_limit, "at most " + number(header.gas_limit),
                  number(header.gas_used));
  return {};
}

BlockCheck check_work(const Header& header, const Header& parent, const isa::Rules& rules) {
  if (!rules.proof_of_stake) {
    const auto wanted = next_difficulty(rules, parent, header.timestamp);
    if (wanted && header.difficulty == *wanted) return {};
    return reject(BlockFault::wrong_difficulty, wanted ? number(*wanted) : "more than 2^256",
                  number(header.difficulty));
  }
  // EIP-3675
  if (!header.difficulty.is_zero())
    return reject(BlockFault::proof_of_work, "difficulty 0", number(header.difficulty));
  if (header.nonce != Header{}.nonce)
    return reject(BlockFault::proof_of_work, "nonce 0", to_hex(BytesView{header.nonce}));
  if (header.ommers_hash != empty_list_hash)
    return reject(BlockFault::ommers_after_merge, "the hash of no ommers",
                  to_hex(header.ommers_hash));
  return {};
}

/// Requires the shape that the rules want.
BlockCheck check_fees(const Header& header, const Header& parent, const isa::Rules& rules) {
  if (rules.fee_market && *header.base_fee != base_fee_after(parent))
    return reject(BlockFault::wrong_base_fee, number(base_fee_after(parent)),
                  number(*header.base_fee));
  if (!rules.blob_tx) return {};
  if (const uint64_t excess = excess_blob_gas_after(parent, rules);
      *header.excess_blob_gas != excess)
    return reject(BlockFault::wrong_excess_blob_gas, number(excess),
                  number(*header.excess_blob_gas));
  const uint64_t most = rules.blob_max * gas_per_blob;
  if (*header.blob_gas_used > most)
    return reject(BlockFault::too_much_blob_gas, "at most " + number(most),
                  number(*header.blob_gas_used));
  return {};
}

}  // namespace

Word base_fee_after(const Header& parent) {
  if (!parent.base_fee) return first_base_fee;
  return next_base_fee(*parent.base_fee, parent.gas_used, parent.gas_limit);
}

uint64_t excess_blob_gas_after(const Header& parent, const isa::Rules& rules) {
  return next_excess_blob_gas(rules, parent.excess_blob_gas.value_or(0),
                              parent.blob_gas_used.value_or(0), parent.base_fee.value_or(Word{}));
}

BlockCheck check_header(const Header& header, const Header& parent, const isa::Rules& rules,
                        const ChainConfig& config) {
  BlockCheck check = check_place(header, parent);
  if (check) check = check_work(header, parent, rules);
  if (check) check = check_shape(header, rules);
  if (check) check = check_extra_data(header, config);
  if (check) check = check_gas(header, parent, rules);
  if (check) check = check_fees(header, parent, rules);
  return check;
}

}  // namespace mozi::chain
