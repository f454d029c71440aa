// A suite that GovernorVault administers, with members whose contributions a test decides.
#pragma once

#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"

namespace mozi::test {

inline constexpr uint64_t pending = 0, active = 1, canceled = 2, defeated = 3, succeeded = 4,
                          queued = 5, expired = 6, executed = 7;
inline constexpr uint64_t against = 0, in_favour = 1, abstaining = 2;

/// Calls to be voted on.
struct Proposal {
  std::vector<Value> targets;
  std::vector<Value> values;
  std::vector<Value> calls;
  std::string description = "a proposal";

  Proposal& add(const Deployed& to, std::string_view function,
                const Client::Arguments& arguments = {}, const Word& value = {}) {
    return add(to.address, World::call_data(to, function, arguments), value);
  }
  Proposal& add(const Address& to, const Bytes& data, const Word& value = {}) {
    targets.emplace_back(to);
    values.emplace_back(value);
    calls.emplace_back(data);
    return *this;
  }
  [[nodiscard]] Client::Arguments proposed() const { return {targets, values, calls, description}; }
  /// What queue, execute and cancel are called with.
  [[nodiscard]] Client::Arguments hashed() const {
    return {targets, values, calls, tag(description)};
  }
};

/// Short governance epochs, so that several fit a test: a vote fits one.
struct GovernedWorld : World {
  static constexpr uint64_t epoch_length = 1'000;
  static constexpr uint64_t delay = 20, period = 100;
  static constexpr uint64_t min_adoption = 1'000;

  const Deployed& governor = suite.governor;
  Address system = parse_address("0xfffffffffffffffffffffffffffffffffffffffe").value();
  Address alice = funded("alice");
  Address bob = funded("bob");
  Address carol = funded("carol");

  GovernedWorld()
      : World({.governance_epoch = epoch_length,
               .voting_delay = delay,
               .voting_period = static_cast<uint32_t>(period),
               .min_adoption = Word{min_adoption}}) {
    chain.set_balance(system, ether);
    chain.set_balance(suite.reward_distributor.address, Word{500'000'000} * ether);
  }

  /// A block by `producer`, so that its blue score grows.
  void contribute(const Address& producer, uint64_t blue) {
    send(system, suite.reward_distributor, "onBlock", {producer, blue});
  }
  /// Until the epoch's first block has passed.
  void next_epoch() {
    const uint64_t next = chain.number() + 1;
    chain.mine(epoch_length - next % epoch_length + 1);
  }
  [[nodiscard]] uint64_t epoch() { return (chain.number() + 1) / epoch_length; }

  Word propose(const Address& from, const Proposal& proposal) {
    return Word::load(send(from, governor, "propose", proposal.proposed()).output.data());
  }
  void vote(const Address& from, const Word& id, uint64_t support) {
    send(from, governor, "castVote", {id, support});
  }
  uint64_t state(const Word& id) { return view(governor, "state", {id}).word.low(); }
  void to_voting() { chain.mine(delay + 1); }
  void past_voting() { chain.mine(period + 1); }
  suite::Integer number(std::string_view function, const Client::Arguments& arguments = {}) {
    return suite::to_integer(view(governor, function, arguments).word);
  }
  suite::Integer votes_of(const Address& who) { return number("getVotes", {who, chain.number()}); }
  std::string refused(const Address& from, std::string_view function,
                      const Client::Arguments& arguments = {}, const Word& value = {}) {
    return fails(from, governor, function, arguments, value);
  }
  /// Proposes, votes with these accounts, queues, waits and executes.
  void pass(const Proposal& proposal, const std::vector<Address>& voters) {
    const auto id = propose(voters.front(), proposal);
    to_voting();
    for (const auto& voter : voters) vote(voter, id, in_favour);
    past_voting();
    send(voters.front(), governor, "queue", proposal.hashed());
    chain.set_timestamp(view(governor, "proposalEta", {id}).word.low());
    send(voters.front(), governor, "execute", proposal.hashed());
  }
};

}  // namespace mozi::test
