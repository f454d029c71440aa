// Applying transactions to a state: one block, whose parent is only known as far as "env" says.
#include "tools/t8n/transition.hpp"

#include "tools/support/fail.hpp"
#include "vm/chain/difficulty.hpp"
#include "vm/chain/fees.hpp"
#include "vm/chain/header_rules.hpp"

namespace mozi::t8n {
namespace {

/// The rules of the block, where a transition between forks is asked for too.
Expected<chain::ChainConfig> read_config(const Options& options, const Input& input) {
  auto config = chain::config_of_network(options.fork, input.blobs);
  if (!config) return fail("--state.fork: {}", config.error().message);
  config->chain_id = options.chain_id;
  return config;
}

/// What the environment leaves out follows from the parent.
Expected<chain::Block> complete_block(const Environment& environment, const isa::Rules& rules,
                                      uint64_t excess_blob_gas) {
  chain::Block block = environment.block;
  if (rules.prev_randao) {
    if (!environment.random)
      return fail("env: expected a member \"currentRandom\", which {} has", fork_name(rules.fork));
    block.prev_randao = *environment.random;
  } else {
    const auto difficulty =
        environment.difficulty ? environment.difficulty
                               : chain::next_difficulty(rules, environment.parent, block.timestamp);
    if (!difficulty) return fail("env.parentDifficulty: expected a number that leads to another");
    block.prev_randao = *difficulty;
  }
  if (rules.fee_market)
    block.base_fee = environment.base_fee.value_or(chain::base_fee_after(environment.parent));
  block.blob_base_fee = chain::blob_base_fee(rules, excess_blob_gas);
  return block;
}

Hash parent_hash(const Environment& environment) {
  if (environment.parent_hash) return *environment.parent_hash;
  const auto it = environment.block_hashes.find(environment.block.number - 1);
  return it == environment.block_hashes.end() ? Hash{} : it->second;
}

/// Tries every transaction in turn; those that no block may have are noted and left out.
class Runner {
 public:
  Runner(chain::BlockExecutor& executor, Vm& vm, Output& output, const Observer& observer)
      : executor_(executor), vm_(vm), output_(output), observer_(observer) {}

  void add(size_t index, TransactionInput& input) {
    if (!input) return reject(index, input.error().message);
    const auto sender = chain::recover_sender(*input, output_.rules);
    if (!sender) return reject(index, sender.error().message);
    if (observer_.on_begin)
      vm_.trace_with(observer_.on_begin(index, state::transaction_hash(*input)));
    auto outcome = executor_.add(*input, *sender);
    vm_.trace_with(nullptr);
    if (!outcome) return reject(index, outcome.error().message);
    if (observer_.on_end) observer_.on_end(*outcome);
    output_.applied.push_back({std::move(*input), std::move(*outcome)});
  }

 private:
  void reject(size_t index, const std::string& why) { output_.rejected.push_back({index, why}); }

  chain::BlockExecutor& executor_;
  Vm& vm_;
  Output& output_;
  const Observer& observer_;
};

}  // namespace

Expected<Output> run(Input input, const Options& options, const Observer& observer) {
  const Environment& environment = input.environment;
  const auto config = read_config(options, input);
  if (!config) return std::unexpected(config.error());
  Output output;
  output.rules =
      config->forks.rules_at({environment.block.number, environment.block.timestamp, {}});
  if (options.reward) output.rules.block_reward = options.reward->low();
  if (output.rules.blob_tx)
    output.excess_blob_gas = environment.excess_blob_gas.value_or(
        chain::excess_blob_gas_after(environment.parent, output.rules));
  auto block = complete_block(environment, output.rules, output.excess_blob_gas.value_or(0));
  if (!block) return std::unexpected(block.error());
  block->chain_id = config->chain_id;
  output.block = *block;
  output.alloc = std::move(input.alloc);
  for (const auto& [number, hash] : environment.block_hashes)
    output.alloc.set_block_hash(number, hash);

  Vm vm;
  state::Changes changes;
  chain::BlockExecutor executor(
      vm, output.alloc, changes, *config, output.rules,
      {.block = output.block,
       .parent_hash = parent_hash(environment),
       .parent_beacon_root = environment.parent_beacon_root,
       .rewards = options.reward ? chain::Rewards::pay : chain::Rewards::omit});
  executor.begin();
  Runner runner(executor, vm, output, observer);
  for (size_t i = 0; i < input.transactions.size(); ++i) runner.add(i, input.transactions[i]);
  output.withdrawals = environment.withdrawals;
  if (const auto done = executor.finish(environment.ommers, environment.withdrawals); !done)
    output.block_error = done.error().message;
  output.result = executor.take_result();
  return output;
}

}  // namespace mozi::t8n
