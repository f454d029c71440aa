// Running one case of a state test and comparing what came of it.
#include "tools/statetest/runner.hpp"

#include "tools/fixtures/differences.hpp"
#include "tools/fixtures/parts.hpp"
#include "tools/support/fail.hpp"
#include "vm/chain/fees.hpp"
#include "vm/chain/transition.hpp"
#include "vm/state/receipt.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::statetest {
namespace {

/// The base fee that official tests mean when they give none.
constexpr uint64_t default_base_fee = 10;

isa::Rules rules_for(const Fixture& fixture, const Case& chosen, Fork fork) {
  return chain::with_blob_schedule(isa::rules_of(fork), chosen.fork, fixture.blob_schedules);
}

chain::Block block_for(const Environment& environment, const isa::Rules& rules) {
  chain::Block block = environment.block;
  const Word random = environment.random.value_or(environment.difficulty);
  block.prev_randao = rules.prev_randao ? random : environment.difficulty;
  if (rules.fee_market) block.base_fee = environment.base_fee.value_or(default_base_fee);
  block.blob_base_fee = chain::blob_base_fee(rules, environment.excess_blob_gas);
  return block;
}

/// A transaction with its sender, or why no valid transaction is there.
struct Signed {
  state::Transaction transaction;
  Address sender;
};

/// The signed encoding decides where the file has one; the fields otherwise.
std::expected<Signed, std::string> signed_transaction(const Fixture& fixture, const Case& chosen,
                                                      const isa::Rules& rules) {
  if (chosen.encoded_transaction) {
    auto tx = state::decode_transaction(*chosen.encoded_transaction);
    if (!tx) return std::unexpected(tx.error().message);
    const auto sender = chain::recover_sender(*tx, rules);
    if (!sender) return std::unexpected(sender.error().message);
    return Signed{std::move(*tx), *sender};
  }
  auto tx = make_transaction(fixture.transaction, chosen);
  if (!tx) return std::unexpected(tx.error().message);
  if (!fixture.transaction.sender) return std::unexpected("the transaction names no sender");
  if (tx->type != state::TxType::legacy) tx->chain_id = fixture.environment.block.chain_id;
  return Signed{std::move(*tx), *fixture.transaction.sender};
}

/// The reward of zero that some fillers gave for a block without a valid transaction.
void reward_nothing(const Fixture& fixture, const chain::Block& block, const isa::Rules& rules,
                    state::WorldState& world) {
  if (fixture.always_rewards && !rules.empty_accounts_vanish) world.at(block.coinbase);
}

struct Execution {
  state::WorldState world;  // afterwards
  std::vector<Log> logs;
  std::expected<chain::Outcome, std::string> outcome;
};

Execution execute(const Fixture& fixture, const Case& chosen, Fork fork, Vm& vm) {
  const isa::Rules rules = rules_for(fixture, chosen, fork);
  const chain::Block block = block_for(fixture.environment, rules);
  Execution execution{fixture.pre, {}, std::unexpected(std::string())};
  const auto tx = signed_transaction(fixture, chosen, rules);
  if (!tx) {
    reward_nothing(fixture, block, rules, execution.world);
    execution.outcome = std::unexpected(tx.error());
    return execution;
  }
  state::Journal journal(execution.world);
  chain::StateHost host(vm, journal, rules);
  auto outcome =
      chain::apply_transaction(host, tx->transaction, tx->sender, block, block.gas_limit);
  if (!outcome) {
    reward_nothing(fixture, block, rules, execution.world);
    execution.outcome = std::unexpected(std::move(outcome).error().message);
    return execution;
  }
  execution.logs = std::move(outcome->logs);
  execution.outcome = std::move(*outcome);
  execution.world.apply(journal.take_diff());
  return execution;
}

/// Why the result is not what the case expects; empty if it is.
std::string compare(const CaseResult& result, const Case& chosen) {
  const bool rejected = !result.rejection.empty();
  if (!chosen.expected_rejection.empty() && !rejected)
    return fmt::format("expected a rejection ({}), got an accepted transaction",
                       chosen.expected_rejection);
  if (chosen.expected_rejection.empty() && rejected)
    return fmt::format("expected an accepted transaction, got a rejection: {}", result.rejection);
  if (result.state_root != chosen.state_root)
    return fmt::format("expected state root {}, got {}", to_hex(chosen.state_root),
                       to_hex(result.state_root));
  if (result.logs_hash != chosen.logs_hash)
    return fmt::format("expected logs hash {}, got {}", to_hex(chosen.logs_hash),
                       to_hex(result.logs_hash));
  return {};
}

}  // namespace

CaseResult Runner::run(const Fixture& fixture, const Case& chosen, Fork fork) {
  vm_.use_fork(fork);
  const Execution execution = execute(fixture, chosen, fork, vm_);
  CaseResult result;
  result.state_root = state::state_root(execution.world);
  result.logs_hash = state::logs_hash(execution.logs);
  if (execution.outcome) {
    result.gas_used = execution.outcome->gas_used;
    result.output = execution.outcome->output;
  } else {
    result.rejection = execution.outcome.error();
  }
  result.error = compare(result, chosen);
  result.pass = result.error.empty();
  return result;
}

std::vector<std::string> explain(const Fixture& fixture, const Case& chosen, Fork fork) {
  if (chosen.state == nullptr) return {};
  const auto expected = fixtures::parse_accounts(*chosen.state);
  if (!expected) return {expected.error().message};
  Vm vm(Vm::Options{.fork = fork});
  return fixtures::differences(*expected, execute(fixture, chosen, fork, vm).world);
}

}  // namespace mozi::statetest
