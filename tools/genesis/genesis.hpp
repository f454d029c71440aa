// genesis.json, as geth and the tools around it write it: accounts, first header, forks.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "vm/chain/genesis.hpp"

namespace mozi::genesis {

/// What a chain begins with.
struct Genesis {
  chain::ChainConfig config;
  state::WorldState world;
  chain::SealedBlock block;
};

/// Reads the whole file; errors name the member.
[[nodiscard]] Expected<Genesis> parse_genesis(const nlohmann::json& json);

/// Reads its member "config" alone. Ours are "lattice": true, and "rewardDistributor", the address
/// that every block of such a chain is told to.
[[nodiscard]] Expected<chain::ChainConfig> parse_chain_config(const nlohmann::json& json);

}  // namespace mozi::genesis
