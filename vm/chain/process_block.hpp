// Checking a block whole: its body against its header, then by running it.
#pragma once

#include "vm/chain/block_executor.hpp"

namespace mozi::chain {

/// What transactions see of a block with this header.
[[nodiscard]] Block block_of(const Header& header, const isa::Rules& rules,
                             const ChainConfig& config);

/// Checks the size of the encoded block (EIP-7934).
[[nodiscard]] BlockCheck check_size(size_t size, const isa::Rules& rules);

/// Checks that the header's roots over transactions, ommers and withdrawals are those of the body.
[[nodiscard]] BlockCheck check_body(const SealedBlock& block, const isa::Rules& rules);

/// Runs a block on the state of its parent and compares what comes of it with the header, which
/// check_header and check_body have passed. A rejected block leaves no trace in `world`; of an
/// accepted one `changes` tells what it wrote.
[[nodiscard]] std::expected<BlockResult, BlockRejection> process_block(
    Vm& vm, state::WorldState& world, state::Changes& changes, const ChainConfig& config,
    const isa::Rules& rules, const SealedBlock& block, uint64_t blue_score_delta = 0);

}  // namespace mozi::chain
