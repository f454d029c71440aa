// Checking a block whole: its body against its header, then by running it.
#include "vm/chain/process_block.hpp"

#include "vm/chain/fees.hpp"
#include "vm/chain/requests.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::chain {
namespace {

BlockCheck check_equal(BlockFault fault, const Hash& expected, const Hash& got) {
  if (expected == got) return {};
  return reject(fault, to_hex(expected), to_hex(got));
}

BlockCheck check_equal(BlockFault fault, uint64_t expected, uint64_t got) {
  if (expected == got) return {};
  return reject(fault, std::to_string(expected), std::to_string(got));
}

BlockCheck check_result(const Header& header, const BlockResult& result,
                        const state::WorldState& world) {
  BlockCheck check = check_equal(BlockFault::wrong_gas_used, result.gas_used, header.gas_used);
  if (check && header.blob_gas_used)
    check =
        check_equal(BlockFault::wrong_blob_gas_used, result.blob_gas_used, *header.blob_gas_used);
  if (check)
    check = check_equal(BlockFault::wrong_receipts_root, receipts_root(result.receipts),
                        header.receipts_root);
  if (check && result.logs_bloom != header.logs_bloom)
    check = reject(BlockFault::wrong_logs_bloom, to_hex(BytesView{result.logs_bloom.bytes}),
                   to_hex(BytesView{header.logs_bloom.bytes}));
  if (check && header.requests_hash)
    check = check_equal(BlockFault::wrong_requests_hash, requests_hash(result.requests),
                        *header.requests_hash);
  if (check)
    check = check_equal(BlockFault::wrong_state_root, state::state_root(world), header.state_root);
  return check;
}

BlockCheck run_transactions(BlockExecutor& executor, const SealedBlock& block,
                            const isa::Rules& rules) {
  for (size_t i = 0; i < block.transactions.size(); ++i) {
    const state::Transaction& tx = block.transactions[i];
    const auto refuse = [i](const Rejection& why) {
      const bool ours = why.fault == TxFault::state_unavailable;
      return std::unexpected(
          BlockRejection{ours ? BlockFault::state_unavailable : BlockFault::bad_transaction,
                         "transaction " + std::to_string(i) + ": " + why.message, why.fault});
    };
    const auto sender = recover_sender(tx, rules);
    if (!sender) return refuse(sender.error());
    const auto outcome = executor.add(tx, *sender);
    if (!outcome) return refuse(outcome.error());
  }
  return {};
}

BlockCheck run(BlockExecutor& executor, const SealedBlock& block, const isa::Rules& rules) {
  executor.begin();
  if (BlockCheck check = run_transactions(executor, block, rules); !check) return check;
  std::vector<RewardedOmmer> ommers;
  for (const Header& ommer : block.ommers) ommers.push_back({ommer.coinbase, ommer.number});
  return executor.finish(
      ommers, block.withdrawals ? std::span(*block.withdrawals) : std::span<const Withdrawal>());
}

}  // namespace

Block block_of(const Header& header, const isa::Rules& rules, const ChainConfig& config) {
  Block block;
  block.number = header.number;
  block.timestamp = header.timestamp;
  block.gas_limit = header.gas_limit;
  block.coinbase = header.coinbase;
  block.prev_randao = rules.prev_randao ? header.mix_hash.to_word() : header.difficulty;
  block.base_fee = header.base_fee.value_or(Word{});
  block.blob_base_fee = blob_base_fee(rules, header.excess_blob_gas.value_or(0));
  block.chain_id = config.chain_id;
  return block;
}

BlockCheck check_size(size_t size, const isa::Rules& rules) {
  if (rules.max_block_size == 0 || size <= rules.max_block_size) return {};
  return reject(BlockFault::too_large, "at most " + std::to_string(rules.max_block_size) + " bytes",
                std::to_string(size));
}

BlockCheck check_body(const SealedBlock& block, const isa::Rules& rules) {
  const Header& header = block.header;
  if (block.withdrawals.has_value() != rules.withdrawals)
    return reject(rules.withdrawals ? BlockFault::missing_field : BlockFault::unexpected_field,
                  rules.withdrawals ? "withdrawals" : "no withdrawals",
                  rules.withdrawals ? "none" : "some");
  BlockCheck check =
      check_equal(BlockFault::wrong_ommers_hash, ommers_hash(block.ommers), header.ommers_hash);
  if (check)
    check = check_equal(BlockFault::wrong_transactions_root, transactions_root(block.transactions),
                        header.transactions_root);
  if (check && block.withdrawals && header.withdrawals_root)
    check = check_equal(BlockFault::wrong_withdrawals_root, withdrawals_root(*block.withdrawals),
                        *header.withdrawals_root);
  return check;
}

std::expected<BlockResult, BlockRejection> process_block(
    Vm& vm, state::WorldState& world, state::Changes& changes, const ChainConfig& config,
    const isa::Rules& rules, const SealedBlock& block, uint64_t blue_score_delta) {
  BlockExecutor executor(vm, world, changes, config, rules,
                         {.block = block_of(block.header, rules, config),
                          .parent_hash = block.header.parent_hash,
                          .parent_beacon_root = block.header.parent_beacon_root,
                          .blue_score_delta = blue_score_delta});
  BlockCheck check = run(executor, block, rules);
  BlockResult result = executor.take_result();
  if (check) check = check_result(block.header, result, world);
  if (check) return result;
  changes.undo(world);
  return std::unexpected(std::move(check).error());
}

}  // namespace mozi::chain
