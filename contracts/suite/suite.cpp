// Deploys the cooperative's contracts and makes them known to each other.
#include "contracts/suite/suite.hpp"

#include <algorithm>

namespace mozi::suite {

std::vector<const Deployed*> Suite::all() const {
  return {&treasury,           &ledger, &reward_distributor, &lora_factory,   &data_registry,
          &marketplace,        &snap,   &fee_distributor,    &developer_fund, &governor,
          &checkpoint_registry};
}

Hash Settings::development_key() {
  return parse_hash("0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").value();
}

Address fixed_address(std::string_view contract) {
  constexpr std::string_view in_order[] = {
      "Treasury",      "ContributionLedger", "RewardDistributor", "LoRAFactory",
      "DataRegistry",  "McpMarketplace",     "SnapNFT",           "FeeDistributor",
      "DeveloperFund", "GovernorVault",      "CheckpointRegistry"};
  const auto* at = std::ranges::find(in_order, contract);
  if (at == std::end(in_order))
    throw CallFailed("no contract named " + std::string(contract) + " in the suite");
  constexpr uint64_t base = 0x5a17'0000;  // far from precompiles
  return Address::from_word(Word{base + 1 + static_cast<uint64_t>(at - in_order)});
}

Suite deploy(Client& client, const Address& governance, const Settings& settings) {
  Suite s;
  s.governance = governance;
  const auto make = [&](std::string_view contract, const Client::Arguments& arguments) {
    return settings.at_fixed_addresses
               ? client.deploy_at(fixed_address(contract), governance, contract, arguments)
               : client.deploy(governance, contract, arguments);
  };
  s.treasury = make("Treasury", {governance});
  s.ledger = make("ContributionLedger", {governance, settings.contribution_epoch});
  s.reward_distributor =
      make("RewardDistributor", {governance, s.ledger.address, s.treasury.address,
                                 settings.rewarded_blocks, settings.governance_epoch});
  s.lora_factory = make("LoRAFactory", {governance, s.ledger.address, settings.governance_epoch});
  s.data_registry = make("DataRegistry", {governance, s.ledger.address});
  s.marketplace = make("McpMarketplace", {governance, s.treasury.address, s.lora_factory.address,
                                          s.data_registry.address, s.ledger.address});
  s.snap = make("SnapNFT", {governance, s.treasury.address, settings.snap_base_price,
                            settings.snap_slope, "ipfs://snap/"});
  s.fee_distributor =
      make("FeeDistributor", {governance, s.snap.address, s.treasury.address, s.ledger.address});
  s.developer_fund =
      make("DeveloperFund", {governance, s.ledger.address, settings.contribution_epoch});
  s.governor = make("GovernorVault", {s.ledger.address, s.treasury.address,
                                      s.reward_distributor.address, s.lora_factory.address,
                                      settings.voting_delay, uint64_t{settings.voting_period},
                                      settings.governance_epoch, settings.min_adoption});
  std::vector<abi::Value> committee(settings.committee.begin(), settings.committee.end());
  s.checkpoint_registry = make("CheckpointRegistry", {governance, std::move(committee)});

  const auto allow = [&](uint64_t kind, const Deployed& recorder) {
    client.send(governance, s.ledger, "setRecorder", {kind, recorder.address, true});
  };
  allow(0, s.reward_distributor);
  allow(1, s.marketplace);
  allow(2, s.lora_factory);
  allow(3, s.data_registry);
  allow(4, s.developer_fund);
  allow(5, s.fee_distributor);
  allow(6, s.governor);
  client.send(governance, s.lora_factory, "setMarketplace", {s.marketplace.address});
  client.send(governance, s.data_registry, "setMarketplace", {s.marketplace.address});
  client.send(governance, s.snap, "setFeeDistributor", {s.fee_distributor.address});
  return s;
}

void hand_over(Client& client, const Suite& suite, const Address& to_call) {
  for (const auto* contract : suite.all()) {
    if (contract == &suite.governor) continue;
    client.send(suite.governance, *contract, "transferGovernance", {suite.governor.address});
    client.send(to_call, suite.governor, "acceptGovernanceOf", {contract->address});
  }
}

}  // namespace mozi::suite
