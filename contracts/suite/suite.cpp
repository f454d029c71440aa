// Deploys the cooperative's contracts and makes them known to each other.
#include "contracts/suite/suite.hpp"

namespace mozi::suite {

std::vector<const Deployed*> Suite::all() const {
  return {&treasury, &ledger, &lora_factory, &data_registry, &marketplace, &snap, &fee_distributor};
}

Suite deploy(Client& client, const Address& governance, const Settings& settings) {
  Suite s;
  s.governance = governance;
  const auto make = [&](std::string_view contract, const Client::Arguments& arguments) {
    return client.deploy(governance, contract, arguments);
  };
  s.treasury = make("Treasury", {governance});
  s.ledger = make("ContributionLedger", {governance, settings.contribution_epoch});
  s.lora_factory = make("LoRAFactory", {governance, s.ledger.address, settings.governance_epoch});
  s.data_registry = make("DataRegistry", {governance, s.ledger.address});
  s.marketplace = make("McpMarketplace", {governance, s.treasury.address, s.lora_factory.address,
                                          s.data_registry.address, s.ledger.address});
  s.snap = make("SnapNFT", {governance, s.treasury.address, settings.snap_base_price,
                            settings.snap_slope, "ipfs://snap/"});
  s.fee_distributor =
      make("FeeDistributor", {governance, s.snap.address, s.treasury.address, s.ledger.address});

  const auto allow = [&](uint64_t kind, const Deployed& recorder) {
    client.send(governance, s.ledger, "setRecorder", {kind, recorder.address, true});
  };
  allow(1, s.marketplace);
  allow(2, s.lora_factory);
  allow(3, s.data_registry);
  allow(5, s.fee_distributor);
  client.send(governance, s.lora_factory, "setMarketplace", {s.marketplace.address});
  client.send(governance, s.data_registry, "setMarketplace", {s.marketplace.address});
  client.send(governance, s.snap, "setFeeDistributor", {s.fee_distributor.address});
  return s;
}

}  // namespace mozi::suite
