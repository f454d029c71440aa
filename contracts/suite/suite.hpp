// The cooperative's contracts on a chain: deployed in order, and made known to each other.
#pragma once

#include "contracts/suite/client.hpp"

namespace mozi::suite {

/// What a deployment may choose; the defaults are the specification's.
struct Settings {
  uint64_t contribution_epoch = 1'000;                                 // blocks
  uint64_t governance_epoch = 302'400;                                 // blocks
  Word snap_base_price = 0;                                            // wei
  Word snap_slope = 0;                                                 // wei per living token
  uint64_t rewarded_blocks = 157'788'000;                              // 10 years of 2 s
  uint64_t voting_delay = 7'200;                                       // blocks
  uint32_t voting_period = 50'400;                                     // blocks
  Word min_adoption = Word{1'000} * Word{1'000'000'000'000'000'000u};  // wei of royalties
  /// Public keys that sign checkpoints, ascending. By default the one of RFC 8032's first test,
  /// whose private key everybody knows: for development.
  std::vector<Hash> committee = {development_key()};

  /// At the addresses of fixed_address(), as in a genesis, instead of where creations put them.
  bool at_fixed_addresses = false;

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
  Deployed governor;
  Deployed checkpoint_registry;

  /// All of them, for printing and for checks over each.
  [[nodiscard]] std::vector<const Deployed*> all() const;
};

/// Where a genesis has the contract; they are numbered in the order of deployment. Throws
/// CallFailed for a name that is none of them.
Address fixed_address(std::string_view contract);

/// Deploys and wires the suite, administered by `governance`. Throws CallFailed.
Suite deploy(Client& client, const Address& governance, const Settings& settings);
/// Hands the administration of all contracts to GovernorVault, which administers itself; anyone,
/// such as `to_call`, may let it accept. Throws CallFailed.
void hand_over(Client& client, const Suite& suite, const Address& to_call);

}  // namespace mozi::suite
