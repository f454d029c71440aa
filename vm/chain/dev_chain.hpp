// A chain in the process: one block per transaction, senders without signatures, time at will.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mozi/fork.hpp"
#include "mozi/vm.hpp"
#include "vm/chain/block.hpp"
#include "vm/chain/host.hpp"
#include "vm/chain/transition.hpp"
#include "vm/isa/rules.hpp"
#include "vm/state/journal.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::chain {

/// A transaction or a view call, as a test or a demo writes it:
///   chain.send({.from = alice, .to = token, .data = calldata})
struct Request {
  Address from = {};
  std::optional<Address> to = {};  // none: a creation
  Bytes data = {};
  Word value = {};
  uint64_t gas = 0;     // 0: as much as one transaction may have
  Word gas_price = {};  // below the base fee: the base fee
  state::AccessList access_list = {};
};

/// A transaction that is in a block.
struct Receipt {
  Status status = Status::success;
  uint64_t gas_used = 0;
  uint64_t gas_refund = 0;
  uint64_t block_number = 0;
  Bytes output;
  std::optional<Address> contract;  // of a creation
  std::vector<Log> logs;

  [[nodiscard]] bool ok() const { return status == Status::success; }
};

/// What tests, the demo and the gas runner work on. Every transaction is mined at once, in a block
/// of its own; block hashes are the Keccak-256 of the number in decimal. Any account may send, also
/// a contract. One thread uses a chain at a time.
class DevChain {
 public:
  struct Options {
    Fork fork = default_fork;
    uint64_t chain_id = 31337;
    uint64_t first_timestamp = 1'750'000'000;  // of block 1
    uint64_t seconds_per_block = 12;
    uint64_t block_gas_limit = 60'000'000;
    Word base_fee = {};
    Address coinbase = {};
    uint32_t max_code_size = 0;  // 0: the fork's; a larger one also widens init code
    bool lattice = true;         // with the Lattice's precompiles and metrics
  };

  DevChain() : DevChain(Options{}) {}
  explicit DevChain(const Options& options);
  ~DevChain();
  DevChain(const DevChain&) = delete;
  DevChain& operator=(const DevChain&) = delete;

  /// Mines the transaction. Refused if a rule forbids it (funds, gas limits): no block then.
  [[nodiscard]] std::expected<Receipt, Rejection> send(Request request);
  /// Runs on the next block's environment and keeps nothing. No intrinsic gas, no fees.
  [[nodiscard]] Result call(const Request& request);

  /// A message outside any transaction, with its logs.
  struct Execution {
    Result result;
    std::vector<Log> logs;
  };
  /// Runs like call, but keeps what happened; in the next block, which stays the next.
  [[nodiscard]] Execution execute(const Request& request);

  // Time. The next transaction is in block number() + 1 at timestamp().
  [[nodiscard]] uint64_t number() const { return block_.number - 1; }
  [[nodiscard]] uint64_t timestamp() const { return block_.timestamp; }
  /// Mines empty blocks.
  void mine(uint64_t blocks = 1);
  /// Moves the next block's time forward.
  void advance_time(uint64_t seconds) { block_.timestamp += seconds; }
  /// Sets the time of the next block; the ones after it follow from there.
  void set_timestamp(uint64_t timestamp) { block_.timestamp = timestamp; }
  void set_base_fee(const Word& base_fee) { block_.base_fee = base_fee; }
  void set_coinbase(const Address& coinbase) { block_.coinbase = coinbase; }

  // State.
  [[nodiscard]] Word balance(const Address& address);
  [[nodiscard]] uint64_t nonce(const Address& address);
  [[nodiscard]] Bytes code(const Address& address);
  [[nodiscard]] Word storage(const Address& address, const Word& key);
  void set_balance(const Address& address, const Word& balance);
  void set_nonce(const Address& address, uint64_t nonce);
  void set_code(const Address& address, Bytes code);
  void set_storage(const Address& address, const Word& key, const Word& value);
  /// Every account and slot, with what all transactions so far have changed.
  [[nodiscard]] const state::WorldState& world();

  /// Remembers state and time; the number is for revert_to. Costs a copy of the state.
  [[nodiscard]] size_t snapshot();
  /// Goes back; the snapshot stays, later ones are forgotten. False: there is no such snapshot.
  [[nodiscard]] bool revert_to(size_t snapshot);

  /// Observes all executions from here on; null stops it.
  void trace_with(Tracer* tracer) { vm_.trace_with(tracer); }
  /// Runs code by another tier from here on.
  void use_tier(Tier tier, std::shared_ptr<Compiler> compiler) {
    vm_.use_tier(tier, std::move(compiler));
  }

 private:
  struct Snapshot {
    state::WorldState world;
    Block block;
  };

  state::Transaction make_transaction(Request& request);
  Message make_message(const Request& request) const;
  uint64_t most_gas() const;
  void advance();
  void end_transaction();
  void restart();
  template <class Change>
  void edit(Change change);

  isa::Rules rules_;
  uint64_t seconds_per_block_;
  Block block_;  // the next one
  Vm vm_;
  state::WorldState world_;
  std::unique_ptr<state::Journal> journal_;
  std::unique_ptr<StateHost> host_;
  UsageMeter meter_;
  std::vector<Snapshot> snapshots_;
};

}  // namespace mozi::chain
