// A chain in the process: one block per transaction, senders without signatures, time at will.
#include "vm/chain/dev_chain.hpp"

#include <algorithm>

#include "vm/chain/block_hash.hpp"

namespace mozi::chain {
namespace {

isa::Rules rules_for(const DevChain::Options& options) {
  isa::Rules rules = isa::rules_of(options.fork);
  rules.lattice = options.lattice;
  if (options.max_code_size != 0) {
    rules.max_code_size = options.max_code_size;
    if (rules.max_init_code_size != 0) rules.max_init_code_size = 2 * options.max_code_size;
  }
  return rules;
}

}  // namespace

DevChain::DevChain(const Options& options)
    : rules_(rules_for(options)),
      seconds_per_block_(options.seconds_per_block),
      vm_(Vm::Options{.fork = options.fork}) {
  block_.number = 1;
  block_.timestamp = options.first_timestamp;
  block_.gas_limit = options.block_gas_limit;
  block_.coinbase = options.coinbase;
  block_.base_fee = options.base_fee;
  block_.blob_base_fee = rules_.blob_tx ? 1 : 0;
  block_.chain_id = options.chain_id;
  block_.hash_of = numbered_block_hash;
  restart();
}

DevChain::~DevChain() = default;

/// Begins anew on the state of world_.
void DevChain::restart() {
  journal_ = std::make_unique<state::Journal>(world_);
  host_ = std::make_unique<StateHost>(vm_, *journal_, rules_);
}

uint64_t DevChain::most_gas() const {
  const auto cap = static_cast<uint64_t>(rules_.tx_gas_cap);
  return cap == 0 ? block_.gas_limit : std::min(block_.gas_limit, cap);
}

state::Transaction DevChain::make_transaction(Request& request) {
  state::Transaction tx;
  tx.nonce = journal_->nonce(request.from);
  tx.max_fee_per_gas = std::max(request.gas_price, block_.base_fee);
  tx.max_priority_fee_per_gas = tx.max_fee_per_gas;
  tx.gas_limit = request.gas == 0 ? most_gas() : request.gas;
  tx.to = request.to;
  tx.value = request.value;
  tx.data = std::move(request.data);
  tx.access_list = std::move(request.access_list);
  if (!tx.access_list.empty()) tx.type = state::TxType::access_list;
  if (tx.type != state::TxType::legacy) tx.chain_id = block_.chain_id;
  return tx;
}

std::expected<Receipt, Rejection> DevChain::send(Request request) {
  const state::Transaction tx = make_transaction(request);
  meter_.begin_transaction();
  host_->count_with(rules_.lattice ? &meter_ : nullptr);
  auto outcome =
      apply_transaction(*host_, tx, request.from, block_, block_.gas_limit, SenderCode::allow);
  host_->count_with(nullptr);
  meter_.write(*journal_, block_.number);
  end_transaction();
  if (!outcome) return std::unexpected(std::move(outcome).error());
  Receipt receipt{outcome->status,         outcome->gas_used,          outcome->gas_refund,
                  block_.number,           std::move(outcome->output), outcome->created,
                  std::move(outcome->logs)};
  advance();
  return receipt;
}

Message DevChain::make_message(const Request& request) const {
  Message message;
  message.kind = request.to ? CallKind::call : CallKind::create;
  message.gas = static_cast<int64_t>(request.gas == 0 ? most_gas() : request.gas);
  message.sender = request.from;
  message.value = request.value;
  message.input = request.data;
  if (request.to) message.recipient = message.code_address = *request.to;
  return message;
}

Result DevChain::call(const Request& request) {
  Result result = run_message(*host_, block_, make_message(request));
  journal_->drop_transaction();
  return result;
}

DevChain::Execution DevChain::execute(const Request& request) {
  Execution execution{run_message(*host_, block_, make_message(request)), {}};
  execution.logs = journal_->take_logs();
  end_transaction();
  return execution;
}

void DevChain::end_transaction() {
  journal_->end_transaction(rules_.empty_accounts_vanish ? state::EmptyAccounts::remove
                                                         : state::EmptyAccounts::keep);
}

void DevChain::advance() {
  ++block_.number;
  block_.timestamp += seconds_per_block_;
}

void DevChain::mine(uint64_t blocks) {
  block_.number += blocks;
  block_.timestamp += blocks * seconds_per_block_;
}

Word DevChain::balance(const Address& address) {
  return journal_->balance(address);
}
uint64_t DevChain::nonce(const Address& address) {
  return journal_->nonce(address);
}
Word DevChain::storage(const Address& address, const Word& key) {
  return journal_->storage(address, key);
}

Bytes DevChain::code(const Address& address) {
  const BytesView code = journal_->code(address);
  return {code.begin(), code.end()};
}

/// Changes the state between transactions, as a transaction of its own.
template <class Change>
void DevChain::edit(Change change) {
  change(*journal_);
  journal_->end_transaction(state::EmptyAccounts::keep);
}

void DevChain::set_balance(const Address& address, const Word& balance) {
  edit([&](state::Journal& journal) { journal.set_balance(address, balance); });
}

void DevChain::set_nonce(const Address& address, uint64_t nonce) {
  edit([&](state::Journal& journal) { journal.set_nonce(address, nonce); });
}

void DevChain::set_code(const Address& address, Bytes code) {
  edit([&](state::Journal& journal) { journal.set_code(address, std::move(code)); });
}

void DevChain::set_storage(const Address& address, const Word& key, const Word& value) {
  edit([&](state::Journal& journal) {
    journal.touch(address);
    journal.set_storage(address, key, value);
  });
}

const state::WorldState& DevChain::world() {
  world_.apply(journal_->take_diff());
  return world_;
}

size_t DevChain::snapshot() {
  snapshots_.push_back({world(), block_});
  return snapshots_.size() - 1;
}

bool DevChain::revert_to(size_t snapshot) {
  if (snapshot >= snapshots_.size()) return false;
  snapshots_.resize(snapshot + 1);
  world_ = snapshots_.back().world;
  block_ = snapshots_.back().block;
  restart();
  return true;
}

}  // namespace mozi::chain
