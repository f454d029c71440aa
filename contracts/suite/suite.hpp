// The cooperative's contracts on a chain: deployed in order, and made known to each other.
#pragma once

#include "contracts/suite/client.hpp"

namespace mozi::suite {

/// What a deployment may choose; the defaults are the specification's.
struct Settings {
  uint64_t contribution_epoch = 1'000;     // blocks
  uint64_t governance_epoch = 302'400;     // blocks
  Word snap_base_price = 0;                // wei
  Word snap_slope = 0;                     // wei per living token
  uint64_t rewarded_blocks = 157'788'000;  // 10 years of 2 s
  /// Public keys that sign checkpoints, ascending. By default the one of RFC 8032's first test,
  /// whose private key everybody knows: for development.
  std::vector<Hash> committee = {development_key()};

  static Hash development_key();
};

/// The contracts, in the order of their deployment.
struct Suite {
  Address governance;
  Deployed treasury;
  Deployed ledger;
  Deployed reward_distributor;
  Deployed lora_factory;
  Deployed data_registry;
  Deployed marketplace;
  Deployed snap;
  Deployed fee_distributor;
  Deployed developer_fund;
  Deployed checkpoint_registry;

  /// All of them, for printing and for checks over each.
  [[nodiscard]] std::vector<const Deployed*> all() const;
};

/// Deploys and wires the suite, administered by `governance`. Throws CallFailed.
Suite deploy(Client& client, const Address& governance, const Settings& settings);

}  // namespace mozi::suite
