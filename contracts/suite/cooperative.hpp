// A small cooperative at work on the deployed suite: its people, their fees, and the exact model.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "contracts/suite/model.hpp"
#include "contracts/suite/suite.hpp"

namespace mozi::suite {

/// A sequence of numbers that depends on the seed alone (SplitMix64).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next();
  /// Below `bound`, which is not 0.
  uint64_t below(uint64_t bound) { return next() % bound; }
  template <class T>
  const T& pick(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  uint64_t state_;
};

/// Somebody with an account.
struct Person {
  std::string name;
  std::string role;
  Address address;
  Word claimed;  // wei received by claims so far
};

/// A served model, with what the model's owner uses in it.
struct ServedModel {
  Hash id;
  Address owner;
  Word price;
  std::vector<Address> hosts;
  std::vector<Earner> adapters;
  std::vector<Earner> datasets;
};

/// Deploys the suite, registers everybody, and runs fees through it. Every step goes to the chain
/// and to the model. Throws CallFailed when a step that must succeed does not.
class Cooperative {
 public:
  Cooperative(chain::DevChain& chain, uint64_t seed);

  /// One request of an awkward amount, served by a host of the model; returns the split's receipt.
  chain::Receipt serve();
  /// One bridge fee of an awkward amount; sometimes a SNAP token changes hands first.
  void bridge();
  /// An epoch in which a registered app is used, and the fund's money for it claimed.
  void reward_developer();
  /// Governance goes to GovernorVault; producers vote for a grant out of the treasury, which is
  /// paid, and have their bonus. Half a year of chain time passes.
  void govern();
  /// Collects, settles and claims for everybody until nothing is claimable.
  void settle_all();

  /// Runs between a request and its completion; for a trace of the split alone.
  std::function<void()> before_split = [] {};

  [[nodiscard]] Client& client() { return client_; }
  [[nodiscard]] const Suite& suite() const { return suite_; }
  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const std::vector<Person>& people() const { return people_; }
  [[nodiscard]] const std::vector<ServedModel>& models() const { return models_; }
  /// Paid for SNAP tokens, in wei.
  [[nodiscard]] const Integer& mint_proceeds() const { return mint_proceeds_; }
  /// Credited for blocks, in wei.
  [[nodiscard]] Integer block_rewards();
  /// Paid into the developer fund and for voting, in wei.
  [[nodiscard]] const Integer& funded() const { return funded_; }
  /// Paid out of the treasury by vote, in wei.
  [[nodiscard]] const Integer& granted() const { return granted_; }
  /// What all contracts say they still owe, in wei.
  [[nodiscard]] Integer total_owed();
  /// What people have claimed.
  [[nodiscard]] Integer total_claimed() const;

 private:
  Address person(const std::string& name, const std::string& role);
  void register_models();
  void register_adapters();
  void register_datasets();
  void mint_snaps();
  void start_rewards();
  void produce();
  void take_bonus(uint64_t epoch, const Word& pool);
  Person& of(const Address& who);
  void claim(const Deployed& contract);

  Client client_;
  Random random_;
  std::vector<Person> people_;  // before everybody below, who is added to it
  Address governance_;
  Suite suite_;
  Model model_;
  std::vector<ServedModel> models_;
  std::vector<Hash> adapters_;
  std::vector<Hash> datasets_;
  std::vector<Address> attesters_;
  std::vector<Address> owners_;  // of SNAP token i + 1
  std::vector<Address> snap_people_;
  Address requester_;
  Address bridge_;
  Integer mint_proceeds_;
  Integer funded_;
  Integer granted_;
  std::vector<Address> producers_;
  std::map<Address, uint64_t> blue_scores_;
};

}  // namespace mozi::suite
