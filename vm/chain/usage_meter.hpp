// Counting what contracts do in a block of a Lattice chain, and adding it to the chain's metrics.
#pragma once

#include <unordered_map>
#include <vector>

#include "vm/exec/metrics.hpp"
#include "vm/state/journal.hpp"
#include "vm/state/seeded_hash.hpp"

namespace mozi::chain {

/// Counts frames by the contract whose code they run: in a DELEGATECALL and under a delegation the
/// one called, in a creation the new one. The gas of a frame is what its message took and did not
/// give back, less what its callees took likewise; so the gas of all frames is that of the
/// transactions without intrinsic gas, refunds and precompiles. A frame that is reverted counts, a
/// creation that is reverted made nothing.
class UsageMeter {
 public:
  /// What a contract has done in the block.
  struct Contract {
    exec::metrics::Usage usage;
    uint64_t last_transaction = 0;  // that touched it
  };
  /// A message in progress, to be kept while another one runs within it.
  struct Running {
    Contract* contract = nullptr;  // null: no code of one has been run
    int64_t gas_of_callees = 0;
    size_t deployments = 0;  // before it
  };

  void begin_transaction() { ++transaction_; }
  /// A message begins; the one that made it is returned.
  [[nodiscard]] Running open();
  /// The message runs this contract's code.
  void enter(const Address& contract);
  /// The message has made this contract.
  void deployed(const Address& contract, const Address& deployer);
  /// The message ends, and the one that made it goes on.
  void close(const Running& maker, const Result& result, int64_t gas_used);

  /// Adds everything counted to the metrics of the block's epoch, as a step of the journal's
  /// running transaction, and forgets it.
  void write(state::Journal& journal, uint64_t block_number);

 private:
  struct Deployment {
    Address contract;
    Address deployer;
  };

  std::unordered_map<Address, Contract, state::SeededHash> contracts_;
  std::vector<Deployment> deployments_;
  Running running_;
  uint64_t transaction_ = 0;
};

}  // namespace mozi::chain
