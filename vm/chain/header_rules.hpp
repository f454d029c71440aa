// Whether a header may follow its parent: everything that can be said without running the block.
#pragma once

#include "vm/chain/block_fault.hpp"
#include "vm/chain/chain_config.hpp"
#include "vm/chain/header.hpp"

namespace mozi::chain {

/// The base fee of the first block that has one.
inline constexpr uint64_t first_base_fee = 1'000'000'000;

/// Checks a header against its parent under the rules of its own position. Proof of work is not
/// checked: the difficulty is, the seal is not.
[[nodiscard]] BlockCheck check_header(const Header& header, const Header& parent,
                                      const isa::Rules& rules, const ChainConfig& config);

/// The base fee that the child of `parent` must have.
[[nodiscard]] Word base_fee_after(const Header& parent);
/// The excess blob gas that the child of `parent` must have.
[[nodiscard]] uint64_t excess_blob_gas_after(const Header& parent, const isa::Rules& rules);

}  // namespace mozi::chain
