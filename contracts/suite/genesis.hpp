// The genesis of a Lattice chain that has the cooperative's contracts from its first block on.
#pragma once

#include <map>
#include <string>

#include "contracts/suite/suite.hpp"

namespace mozi::suite {

/// What a new chain may choose.
struct GenesisSettings {
  Settings suite = {};
  uint64_t chain_id = 31'337;
  uint64_t timestamp = 1'750'000'000;
  uint64_t gas_limit = 60'000'000;
  std::map<Address, Word> balances = {};  // in wei, besides the reward pool
};

/// The files of a new chain, as text.
struct GenesisFiles {
  std::string genesis;    // geth's form
  std::string addresses;  // the contracts by name
};

/// Deploys the suite at its fixed addresses, hands it to GovernorVault, which may pause in an
/// emergency, and funds the RewardDistributor with the pool. Throws CallFailed.
GenesisFiles make_genesis(const GenesisSettings& settings);

}  // namespace mozi::suite
