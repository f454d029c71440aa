// Running a block: system calls, transactions one by one, rewards, withdrawals, requests.
#include "vm/chain/block_executor.hpp"

#include "vm/chain/dao_fork.hpp"
#include "vm/chain/fees.hpp"
#include "vm/crypto/keccak.hpp"
#include "vm/state/state_root.hpp"
#include "vm/state/trie.hpp"

namespace mozi::chain {
namespace {

constexpr uint64_t wei_per_gwei = 1'000'000'000;

/// The calldata of RewardDistributor.onBlock(producer, blueScoreDelta).
Bytes on_block_calldata(const Address& producer, uint64_t blue_score_delta) {
  constexpr std::string_view signature = "onBlock(address,uint64)";
  const Hash selector =
      crypto::keccak256({reinterpret_cast<const uint8_t*>(signature.data()), signature.size()});
  Bytes data(selector.bytes.begin(), selector.bytes.begin() + 4);
  for (const Word& argument : {producer.to_word(), Word{blue_score_delta}}) {
    const auto bytes = argument.to_bytes();
    data.insert(data.end(), bytes.begin(), bytes.end());
  }
  return data;
}

}  // namespace

Hash receipts_root(std::span<const state::Receipt> receipts) {
  std::vector<Bytes> values;
  values.reserve(receipts.size());
  for (const auto& receipt : receipts) values.push_back(state::encode_receipt(receipt));
  return state::ordered_trie_root(values);
}

BlockExecutor::BlockExecutor(Vm& vm, state::WorldState& world, state::Changes& changes,
                             const ChainConfig& config, const isa::Rules& rules,
                             BlockContext context)
    : world_(world),
      changes_(changes),
      config_(config),
      rules_(rules),
      context_(context),
      journal_(world),
      host_(vm, journal_, rules) {
  vm.use_fork(rules.fork);
}

/// Ends a step outside transactions.
void BlockExecutor::end_step() {
  journal_.end_transaction(rules_.empty_accounts_vanish ? state::EmptyAccounts::remove
                                                        : state::EmptyAccounts::keep);
}

void BlockExecutor::commit() {
  changes_.apply(world_, journal_.take_diff());
}

void BlockExecutor::begin() {
  if (config_.dao_fork == context_.block.number) {
    move_dao_ether(journal_);
    end_step();
  }
  // EIP-4788, EIP-2935: whether the calls succeed does not matter.
  if (rules_.beacon_roots && context_.parent_beacon_root)
    std::ignore = system_call(host_, context_.block, beacon_roots_address,
                              context_.parent_beacon_root->bytes);
  if (rules_.block_hash_history)
    std::ignore =
        system_call(host_, context_.block, block_hash_history_address, context_.parent_hash.bytes);
}

std::expected<Outcome, Rejection> BlockExecutor::add(const state::Transaction& tx,
                                                     const Address& sender) {
  const uint64_t blob_gas = tx.blob_hashes.size() * gas_per_blob;
  const uint64_t blob_gas_left = rules_.blob_max * gas_per_blob - result_.blob_gas_used;
  if (rules_.blob_tx && blob_gas > blob_gas_left)
    return std::unexpected(Rejection{TxFault::blob_gas_above_block_limit,
                                     std::string(fault_text(TxFault::blob_gas_above_block_limit)) +
                                         ": expected at most " + std::to_string(blob_gas_left) +
                                         ", got " + std::to_string(blob_gas)});
  const uint64_t gas_left = context_.block.gas_limit - result_.gas_used;
  meter_.begin_transaction();
  host_.count_with(rules_.lattice ? &meter_ : nullptr);
  auto outcome = apply_transaction(host_, tx, sender, context_.block, gas_left);
  host_.count_with(nullptr);
  if (!outcome) return outcome;
  result_.gas_used += outcome->gas_used;
  result_.blob_gas_used += blob_gas;

  state::Receipt& receipt = result_.receipts.emplace_back();
  receipt.type = tx.type;
  receipt.success = outcome->status == Status::success;
  receipt.cumulative_gas_used = result_.gas_used;
  receipt.logs = std::exchange(outcome->logs, {});
  result_.logs_bloom |= state::bloom_of(receipt.logs);
  if (!rules_.receipt_status) {
    commit();
    receipt.state_root = state::state_root(world_);
  }
  return outcome;
}

void BlockExecutor::pay_rewards(std::span<const RewardedOmmer> ommers) {
  constexpr uint64_t ommer_range = 8;
  constexpr uint64_t share_per_ommer = 32;
  const Word reward = rules_.block_reward;
  Word total = reward;
  for (const RewardedOmmer& ommer : ommers) {
    total = total + reward / Word{share_per_ommer};
    const uint64_t age = context_.block.number - ommer.number;
    const uint64_t parts = age < ommer_range ? ommer_range - age : 0;
    journal_.add_balance(ommer.coinbase, reward * Word{parts} / Word{ommer_range});
  }
  journal_.add_balance(context_.block.coinbase, total);
  end_step();
}

void BlockExecutor::pay_withdrawals(std::span<const Withdrawal> withdrawals) {
  for (const Withdrawal& withdrawal : withdrawals)
    journal_.add_balance(withdrawal.address, Word{withdrawal.amount} * Word{wei_per_gwei});
  end_step();
}

BlockCheck BlockExecutor::collect_from(RequestType type, const Address& contract) {
  if (journal_.code(contract).empty())
    return reject(BlockFault::system_contract_missing, "code", "none at " + to_hex(contract));
  const auto done = system_call(host_, context_.block, contract, {});
  if (done.result.status != Status::success)
    return reject(BlockFault::system_contract_failed, "success of " + to_hex(contract),
                  std::string(status_text(done.result.status)));
  add_request(result_.requests, type, done.result.output);
  return {};
}

BlockCheck BlockExecutor::collect_requests() {
  const auto deposits = deposits_in(result_.receipts, config_.deposit_contract);
  if (!deposits)
    return std::unexpected(BlockRejection{BlockFault::bad_deposit_log, deposits.error().message});
  add_request(result_.requests, RequestType::deposit, *deposits);
  BlockCheck check = collect_from(RequestType::withdrawal, withdrawal_requests_address);
  if (check) check = collect_from(RequestType::consolidation, consolidation_requests_address);
  return check;
}

void BlockExecutor::end_lattice_block() {
  if (!rules_.lattice) return;
  result_.lattice_calls.push_back({"ContractMetrics", exec::metrics::account, {}});
  if (config_.reward_distributor) {
    const Address& target = *config_.reward_distributor;
    const Bytes input = on_block_calldata(context_.block.coinbase, context_.blue_score_delta);
    result_.lattice_calls.push_back(
        {"RewardDistributor.onBlock", target, system_call(host_, context_.block, target, input)});
  }
  // Whoever reads metrics within a block, onBlock too, is told how they stood at its start; so they
  // are written when nobody reads any more.
  meter_.write(journal_, context_.block.number);
  end_step();
}

BlockCheck BlockExecutor::finish(std::span<const RewardedOmmer> ommers,
                                 std::span<const Withdrawal> withdrawals) {
  if (!rules_.proof_of_stake && context_.rewards == Rewards::pay) pay_rewards(ommers);
  if (rules_.withdrawals) pay_withdrawals(withdrawals);
  BlockCheck check;
  if (rules_.execution_requests) check = collect_requests();
  if (!check) return check;
  end_lattice_block();
  if (journal_.failure())
    return std::unexpected(
        BlockRejection{BlockFault::state_unavailable, journal_.failure()->message});
  commit();
  return {};
}

}  // namespace mozi::chain
