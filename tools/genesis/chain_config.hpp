// The member "config" of genesis.json: from which block, difficulty or time on which fork holds.
#pragma once

#include "tools/fixtures/reader.hpp"
#include "vm/chain/chain_config.hpp"

namespace mozi::genesis {

/// Throws fixtures::ReadError.
[[nodiscard]] chain::ChainConfig read_chain_config(const fixtures::Reader& json);

}  // namespace mozi::genesis
