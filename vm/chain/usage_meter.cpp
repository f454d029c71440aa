// Counting by frame, writing by block.
#include "vm/chain/usage_meter.hpp"

#include <limits>
#include <utility>

namespace mozi::chain {
namespace {

namespace metrics = exec::metrics;

/// Nothing gets near these limits; a figure at its own must not change its neighbour.
uint64_t sum(uint64_t a, uint64_t b) {
  return a > std::numeric_limits<uint64_t>::max() - b ? std::numeric_limits<uint64_t>::max()
                                                      : a + b;
}

void add(state::Journal& journal, const Word& key, const metrics::Usage& more) {
  metrics::Usage usage = metrics::unpack(journal.storage(metrics::account, key));
  usage.frames = sum(usage.frames, more.frames);
  usage.transactions = sum(usage.transactions, more.transactions);
  // At most 2^64 blocks of less than 2^64 each.
  usage.gas += more.gas;
  journal.set_storage(metrics::account, key, metrics::pack(usage));
}

}  // namespace

UsageMeter::Running UsageMeter::open() {
  return std::exchange(running_, {.deployments = deployments_.size()});
}

void UsageMeter::enter(const Address& contract) {
  Contract& found = contracts_[contract];
  ++found.usage.frames;
  if (found.last_transaction != transaction_) ++found.usage.transactions;
  found.last_transaction = transaction_;
  running_.contract = &found;
}

void UsageMeter::deployed(const Address& contract, const Address& deployer) {
  deployments_.push_back({contract, deployer});
}

void UsageMeter::close(const Running& maker, const Result& result, int64_t gas_used) {
  if (running_.contract != nullptr)
    running_.contract->usage.gas += Word{static_cast<uint64_t>(gas_used - running_.gas_of_callees)};
  if (result.status != Status::success) deployments_.resize(running_.deployments);
  running_ = maker;
  running_.gas_of_callees += gas_used;
}

void UsageMeter::write(state::Journal& journal, uint64_t block_number) {
  const uint64_t epoch = metrics::epoch_of(block_number);
  if (contracts_.empty() && deployments_.empty()) return;
  // An account without nonce, balance and code would vanish, with its storage (EIP-161).
  if (journal.nonce(metrics::account) == 0) journal.set_nonce(metrics::account, 1);
  Word total = 0;
  // Sums, each in a slot of its own: the order of the table does not show.
  for (const auto& [address, contract] : contracts_) {
    add(journal, metrics::usage_key(address), contract.usage);
    add(journal, metrics::usage_in_key(epoch, address), contract.usage);
    total += contract.usage.gas;
  }
  const Word total_key = metrics::total_key(epoch);
  journal.set_storage(metrics::account, total_key,
                      journal.storage(metrics::account, total_key) + total);
  for (const auto& [contract, deployer] : deployments_)
    journal.set_storage(metrics::account, metrics::deployer_key(contract), deployer.to_word());
  contracts_.clear();
  deployments_.clear();
  running_ = {};
}

}  // namespace mozi::chain
