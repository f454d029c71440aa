// Running a block: system calls, transactions one by one, rewards, withdrawals, requests.
#pragma once

#include <memory>

#include "vm/chain/block_fault.hpp"
#include "vm/chain/chain_config.hpp"
#include "vm/chain/requests.hpp"
#include "vm/chain/sealed_block.hpp"
#include "vm/chain/system_calls.hpp"
#include "vm/chain/transition.hpp"
#include "vm/chain/usage_meter.hpp"
#include "vm/state/changes.hpp"
#include "vm/state/receipt.hpp"

namespace mozi::chain {

/// Whether proof of work is rewarded; tools that make parts of blocks leave it out.
enum class Rewards : uint8_t { pay, omit };

/// What a block is given before it runs.
struct BlockContext {
  Block block;
  Hash parent_hash;
  std::optional<Hash> parent_beacon_root = {};
  Rewards rewards = Rewards::pay;
  uint64_t blue_score_delta = 0;  // what consensus credits a Lattice block with
};

/// A block header that proof of work rewards beside the block itself.
struct RewardedOmmer {
  Address coinbase;
  uint64_t number = 0;
};

/// What a call of the Lattice block processor did; a failure is noted here and nowhere else. The
/// first is "ContractMetrics", which runs no code and does not fail.
struct LatticeCall {
  std::string name;
  Address target;
  SystemCallResult done;
};

/// What a block did.
struct BlockResult {
  uint64_t gas_used = 0;
  uint64_t blob_gas_used = 0;
  std::vector<state::Receipt> receipts;
  state::Bloom logs_bloom;
  std::vector<Bytes> requests;  // each with its type in front; empty ones are left out
  std::vector<LatticeCall> lattice_calls;
};

/// The root of the trie of receipts.
[[nodiscard]] Hash receipts_root(std::span<const state::Receipt> receipts);

/// Runs one block: begin, add any number of transactions, finish. What it changes is written to
/// `world` through `changes`, so that the caller can take it back; nothing is before finish unless
/// receipts need state roots (until EIP-658). All parts must outlive the executor.
class BlockExecutor {
 public:
  BlockExecutor(Vm& vm, state::WorldState& world, state::Changes& changes,
                const ChainConfig& config, const isa::Rules& rules, BlockContext context);

  /// What comes before the transactions: the DAO fork, the beacon root, the parent's hash.
  void begin();
  /// Runs a transaction; its logs are in the receipt, not in the outcome. A rejected one leaves no
  /// trace.
  [[nodiscard]] std::expected<Outcome, Rejection> add(const state::Transaction& tx,
                                                      const Address& sender);
  /// What comes after: rewards, withdrawals, requests, Lattice's calls. Not to be called twice.
  [[nodiscard]] BlockCheck finish(std::span<const RewardedOmmer> ommers,
                                  std::span<const Withdrawal> withdrawals);
  /// All that has come of the block, moved out. If it did not finish well: so far.
  [[nodiscard]] BlockResult take_result() { return std::move(result_); }

 private:
  void end_step();
  void commit();
  void pay_rewards(std::span<const RewardedOmmer> ommers);
  void pay_withdrawals(std::span<const Withdrawal> withdrawals);
  [[nodiscard]] BlockCheck collect_requests();
  [[nodiscard]] BlockCheck collect_from(RequestType type, const Address& contract);
  void end_lattice_block();

  state::WorldState& world_;
  state::Changes& changes_;
  const ChainConfig& config_;
  const isa::Rules& rules_;
  BlockContext context_;
  state::Journal journal_;
  StateHost host_;
  UsageMeter meter_;
  BlockResult result_;
};

}  // namespace mozi::chain
