// Deploys the cooperative's contracts and makes them known to each other.
#include "contracts/suite/suite.hpp"

namespace mozi::suite {

std::vector<const Deployed*> Suite::all() const {
  return {&treasury,    &ledger, &reward_distributor, &lora_factory,   &data_registry,
          &marketplace, &snap,   &fee_distributor,    &developer_fund, &checkpoint_registry};
}

Hash Settings::development_key() {
  return parse_hash("0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").value();
}

Suite deploy(Client& client, const Address& governance, const Settings& settings) {
  Suite s;
  s.governance = governance;
  const auto make = [&](std::string_view contract, const Client::Arguments& arguments) {
    return client.deploy(governance, contract, arguments);
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
  client.send(governance, s.lora_factory, "setMarketplace", {s.marketplace.address});
  client.send(governance, s.data_registry, "setMarketplace", {s.marketplace.address});
  client.send(governance, s.snap, "setFeeDistributor", {s.fee_distributor.address});
  return s;
}

}  // namespace mozi::suite
