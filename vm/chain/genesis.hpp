// The first block of a chain.
#pragma once

#include "vm/chain/chain_config.hpp"
#include "vm/chain/sealed_block.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::chain {

/// The block over these accounts. `header` gives what a genesis chooses: gas limit, difficulty,
/// timestamp, extra data, coinbase, nonce, mix hash, and base fee and blob gas if they are not the
/// usual ones; the roots, and the fields that the rules want, are filled in.
[[nodiscard]] SealedBlock genesis_block(const ChainConfig& config, const state::WorldState& world,
                                        Header header);

}  // namespace mozi::chain
