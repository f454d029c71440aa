// Makes valid blocks for tests: runs what it is told and fills in the header.
#pragma once

#include <functional>

#include "tests/support/bytecode.hpp"
#include "vm/chain/blockchain.hpp"
#include "vm/chain/difficulty.hpp"
#include "vm/chain/genesis.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::test {

/// What a block is made of. The rest follows from its parent.
struct BlockParts {
  uint64_t seconds = 12;  // after the parent
  std::vector<state::Transaction> transactions = {};
  std::vector<chain::Header> ommers = {};
  std::vector<chain::Withdrawal> withdrawals = {};
  Bytes extra_data = {};  // tells blocks apart
  Address coinbase = {};
};

/// A chain with a rich account that signs, and blocks upon any of its blocks.
class Builder {
 public:
  using Accounts = std::function<void(state::WorldState&)>;

  explicit Builder(std::string_view network, const Accounts& accounts = {})
      : Builder(chain::config_of_network(network).value(), accounts) {}
  explicit Builder(const chain::ChainConfig& config_, const Accounts& accounts = {})
      : config(config_), chain(make_chain(accounts)) {}

  /// The header's fields that do not depend on execution.
  chain::Header child_of(const chain::ImportedBlock& parent, const BlockParts& parts) const {
    const chain::Header& before = parent.block.header;
    chain::Header header;
    header.parent_hash = parent.hash;
    header.number = before.number + 1;
    header.timestamp = before.timestamp + parts.seconds;
    header.gas_limit = before.gas_limit;
    header.extra_data = parts.extra_data;
    header.coinbase = parts.coinbase;
    const isa::Rules& rules =
        config.forks.rules_at({header.number, header.timestamp, parent.total_difficulty});
    if (!rules.proof_of_stake)
      header.difficulty = chain::next_difficulty(rules, before, header.timestamp).value();
    if (rules.fee_market) header.base_fee = chain::base_fee_after(before);
    if (rules.blob_tx) header.excess_blob_gas = chain::excess_blob_gas_after(before, rules);
    if (rules.beacon_roots) header.parent_beacon_root = Hash{{0xbe}};
    header.ommers_hash = chain::ommers_hash(parts.ommers);
    header.transactions_root = chain::transactions_root(parts.transactions);
    if (rules.withdrawals) header.withdrawals_root = chain::withdrawals_root(parts.withdrawals);
    return header;
  }

  /// A valid block on top of the head.
  chain::SealedBlock on_head(const BlockParts& parts = {}) {
    const chain::ImportedBlock& parent = chain.head();
    chain::SealedBlock block{child_of(parent, parts), parts.transactions, parts.ommers, {}};
    chain::Header& header = block.header;
    const isa::Rules& rules =
        config.forks.rules_at({header.number, header.timestamp, parent.total_difficulty});
    if (rules.withdrawals) block.withdrawals = parts.withdrawals;

    state::WorldState world = chain.head_state();
    state::Changes changes;
    Vm vm;
    chain::BlockExecutor executor(vm, world, changes, config, rules,
                                  {.block = chain::block_of(header, rules, config),
                                   .parent_hash = parent.hash,
                                   .parent_beacon_root = header.parent_beacon_root});
    executor.begin();
    for (const auto& tx : parts.transactions)
      executor.add(tx, chain::recover_sender(tx, rules).value()).value();
    std::vector<chain::RewardedOmmer> ommers;
    for (const auto& ommer : parts.ommers) ommers.push_back({ommer.coinbase, ommer.number});
    if (!executor.finish(ommers, parts.withdrawals)) throw std::logic_error("no valid block");
    fill_results(header, executor.take_result(), world, rules);
    return block;
  }

  /// Imports a block; returns the fault, if any.
  std::optional<chain::BlockFault> import(const chain::SealedBlock& block) {
    const auto done = chain.import(chain::encode_block(block));
    return done ? std::nullopt : std::optional(done.error().fault);
  }
  /// Makes a valid block on top of the head and imports it.
  const chain::ImportedBlock& grow(const BlockParts& parts = {}) {
    return *chain.import(chain::encode_block(on_head(parts))).value();
  }

  /// A signed call of the rich account.
  state::Transaction call(const Address& to, uint64_t nonce, Bytes data = {}, Word value = {}) {
    state::Transaction tx;
    tx.nonce = nonce;
    tx.max_fee_per_gas = tx.max_priority_fee_per_gas = 2'000'000'000;
    tx.gas_limit = 200'000;
    tx.to = to;
    tx.value = value;
    tx.data = std::move(data);
    if (!state::sign(tx, key())) throw std::logic_error("no key");
    return tx;
  }
  static Hash key() { return Hash{{0x45}}; }
  static Address sender() { return crypto::address_of_key(key()).value(); }

  chain::ChainConfig config;
  chain::Blockchain chain;

 private:
  chain::Blockchain make_chain(const Accounts& accounts) {
    state::WorldState world;
    world.at(sender()).balance = Word{1} << 80;
    if (accounts) accounts(world);
    chain::Header header;
    header.gas_limit = 30'000'000;
    header.timestamp = 1000;
    const isa::Rules& rules = config.forks.rules_at({0, 1000, {}});
    if (!rules.proof_of_stake) header.difficulty = 131'072;
    auto genesis = chain::genesis_block(config, world, header);
    return chain::Blockchain(config, std::move(world), std::move(genesis));
  }

  static void fill_results(chain::Header& header, const chain::BlockResult& result,
                           const state::WorldState& world, const isa::Rules& rules) {
    header.state_root = state::state_root(world);
    header.receipts_root = chain::receipts_root(result.receipts);
    header.logs_bloom = result.logs_bloom;
    header.gas_used = result.gas_used;
    if (rules.blob_tx) header.blob_gas_used = result.blob_gas_used;
    if (rules.execution_requests) header.requests_hash = chain::requests_hash(result.requests);
  }
};

}  // namespace mozi::test
