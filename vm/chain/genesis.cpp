// The first block of a chain.
#include "vm/chain/genesis.hpp"

#include "vm/chain/header_rules.hpp"
#include "vm/chain/requests.hpp"
#include "vm/state/state_root.hpp"
#include "vm/state/trie.hpp"

namespace mozi::chain {

SealedBlock genesis_block(const ChainConfig& config, const state::WorldState& world,
                          Header header) {
  const isa::Rules& rules = config.forks.rules_at({header.number, header.timestamp, {}});
  header.ommers_hash = empty_list_hash;
  header.state_root = state::state_root(world);
  header.transactions_root = header.receipts_root = state::empty_trie_root;
  if (rules.fee_market && !header.base_fee) header.base_fee = first_base_fee;
  if (rules.withdrawals) header.withdrawals_root = state::empty_trie_root;
  if (rules.blob_tx) {
    header.blob_gas_used = header.blob_gas_used.value_or(0);
    header.excess_blob_gas = header.excess_blob_gas.value_or(0);
  }
  if (rules.beacon_roots && !header.parent_beacon_root) header.parent_beacon_root = Hash{};
  if (rules.execution_requests) header.requests_hash = requests_hash({});
  SealedBlock block;
  block.header = std::move(header);
  if (rules.withdrawals) block.withdrawals.emplace();
  return block;
}

}  // namespace mozi::chain
