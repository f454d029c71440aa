// A small world for tests: an account with funds, a block, and transactions that are valid as they
// are.
#pragma once

#include <mozi/vm.hpp>

#include "tests/support/bytecode.hpp"
#include "vm/chain/transition.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::test {

constexpr Address account(uint8_t n) {
  Address a;
  a.bytes[0] = 0xac;
  a.bytes[19] = n;
  return a;
}
inline constexpr Address sender = account(1);
inline constexpr Address callee = account(2);
inline constexpr Address coinbase = account(3);
inline const Word ether{1'000'000'000'000'000'000};

/// State, block and host of one fork. Everything is public: tests turn its screws.
struct World {
  explicit World(Fork fork_ = default_fork)
      : fork(fork_), rules(isa::rules_of(fork)), vm({.fork = fork}) {
    state.at(sender).balance = ether;
    block.number = 1000;
    block.timestamp = 1'700'000'000;
    block.gas_limit = 30'000'000;
    block.coinbase = coinbase;
    if (rules.fee_market) block.base_fee = 7;
    if (rules.blob_tx) block.blob_base_fee = 1;
  }

  /// A transaction to `callee` that every fork accepts.
  static state::Transaction transaction() {
    state::Transaction tx;
    tx.max_fee_per_gas = tx.max_priority_fee_per_gas = 10;
    tx.gas_limit = 1'000'000;
    tx.to = callee;
    return tx;
  }
  /// The same with the fields that every type but the first has.
  state::Transaction typed(state::TxType type) const {
    state::Transaction tx = transaction();
    tx.type = type;
    tx.chain_id = block.chain_id;
    if (type == state::TxType::blob) {
      tx.max_fee_per_blob_gas = 10;
      tx.blob_hashes.resize(1);
      tx.blob_hashes[0].bytes[0] = 1;
    }
    if (type == state::TxType::set_code) tx.authorizations.resize(1);
    return tx;
  }

  void code(const Address& address, std::string_view text) {
    state.set_code(address, assemble(text));
  }

  /// Applies the transaction and writes what it changed into `state`.
  std::expected<chain::Outcome, chain::Rejection> apply(const state::Transaction& tx) {
    state::Journal journal(state);
    chain::StateHost host(vm, journal, rules);
    auto outcome = chain::apply_transaction(host, tx, sender, block, block.gas_limit);
    state.apply(journal.take_diff());
    return outcome;
  }

  Word balance(const Address& address) const {
    const auto* found = state.find(address);
    return found == nullptr ? Word{} : found->balance;
  }
  Word slot(const Address& address, const Word& key) const {
    const auto* found = state.find(address);
    return found == nullptr ? Word{} : found->storage.get(key);
  }

  Fork fork;
  isa::Rules rules;
  Vm vm;
  state::WorldState state;
  chain::Block block;
};

}  // namespace mozi::test
