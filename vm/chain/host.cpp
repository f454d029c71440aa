// The Host over a journal: nested calls and creations, value, precompiles, environment.
#include "vm/chain/host.hpp"

#include <limits>

#include "vm/chain/address.hpp"
#include "vm/exec/metrics.hpp"
#include "vm/exec/precompiles.hpp"

namespace mozi::chain {
namespace {

constexpr int32_t max_depth = 1024;
constexpr Address ripemd_address = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}};

bool is_creation(const Message& message) {
  return message.kind == CallKind::create || message.kind == CallKind::create2;
}

/// The call did not begin: its gas goes back.
Result refuse(const Message& message, Status status) {
  Result result;
  result.status = status;
  result.gas_left = message.gas;
  return result;
}

}  // namespace

void StateHost::begin(const Block& block, const Address& origin, const Word& gas_price,
                      std::span<const Hash> blob_hashes) {
  block_ = block;
  context_.gas_price = gas_price;
  context_.origin = origin;
  context_.coinbase = block.coinbase;
  context_.block_number = block.number;
  context_.timestamp = block.timestamp;
  context_.block_gas_limit = block.gas_limit;
  context_.prev_randao = block.prev_randao;
  context_.chain_id = block.chain_id;
  context_.base_fee = block.base_fee;
  context_.blob_base_fee = block.blob_base_fee;
  context_.blob_hashes.assign(blob_hashes.begin(), blob_hashes.end());
  ripemd_touched_ = false;
}

/// Runs an outermost message where 1024 nested ones have room.
template <class Run>
Result StateHost::with_room(const Message& message, Run run) {
  if (message.depth != 0) return run();
  Result result;
  if (!deep_stack_.run([&] { result = run(); })) return refuse(message, Status::host_error);
  return result;
}

/// Runs a message and tells the meter, if there is one, what it took.
template <class Run>
Result StateHost::metered(const Message& message, Run run) {
  if (meter_ == nullptr) [[likely]]
    return run();
  const UsageMeter::Running maker = meter_->open();
  Result result = run();
  meter_->close(maker, result, message.gas - result.gas_left);
  return result;
}

Result StateHost::call(const Message& message) {
  if (message.depth > max_depth) return refuse(message, Status::call_depth_exceeded);
  const auto run = [&] { return is_creation(message) ? create(message) : enter(message); };
  return with_room(message, [&] { return metered(message, run); });
}

Result StateHost::create_at(const Message& message, const Address& address) {
  const auto run = [&] { return create_here(message, address); };
  return with_room(message, [&] { return metered(message, run); });
}

Result StateHost::enter(const Message& message) {
  const auto checkpoint = journal_.checkpoint();
  if (!transfer(message)) return refuse(message, Status::insufficient_balance);
  const bool precompiled = !message.delegated && exec::is_precompile(rules_, message.code_address);
  Result result = precompiled ? run_precompile(message) : run_code(message);
  check_state(result);
  if (result.status != Status::success) fail(result, checkpoint);
  return result;
}

/// Moves the value of a message, where it has one of its own. False: the sender lacks it.
bool StateHost::transfer(const Message& message) {
  if (message.kind == CallKind::callcode) return journal_.balance(message.sender) >= message.value;
  if (message.kind == CallKind::delegatecall) return true;
  if (message.recipient == ripemd_address) ripemd_touched_ = true;
  if (message.value.is_zero()) {
    journal_.touch(message.recipient);
    return true;
  }
  if (!journal_.subtract_balance(message.sender, message.value)) return false;
  journal_.add_balance(message.recipient, message.value);
  return true;
}

/// Runs code on whatever runs it here; a hash of zero: it will not come again.
Result StateHost::execute(const Message& message, BytesView code, const Hash& code_hash) {
  if (runner_ != nullptr) [[unlikely]]
    return runner_->run(*this, message, code, code_hash);
  return vm_.execute(*this, message, code, code_hash);
}

Result StateHost::run_code(const Message& message) {
  const BytesView code = journal_.code(message.code_address);
  if (code.empty()) return refuse(message, Status::success);
  if (meter_ != nullptr) meter_->enter(message.code_address);
  return execute(message, code, journal_.code_hash(message.code_address));
}

Result StateHost::run_precompile(const Message& message) {
  const bool reads_metrics = message.code_address == exec::metrics::account;
  auto ran = reads_metrics
                 ? exec::metrics::read(*this, rules_, message.input, message.gas)
                 : exec::run_precompile(rules_, message.code_address, message.input, message.gas);
  Result result;
  result.status = ran.status;
  result.gas_left = ran.gas_left;
  result.output = std::move(ran.output);
  return result;
}

/// An error of the state backend ends the whole execution: what was read since is not to be
/// trusted.
void StateHost::check_state(Result& result) const {
  if (journal_.failure()) result.status = Status::host_error;
}

/// Takes back what a failed call did. Only REVERT leaves gas and output.
void StateHost::fail(Result& result, const state::Checkpoint& checkpoint) {
  journal_.revert(checkpoint);
  result.gas_refund = 0;
  if (result.status == Status::revert) return;
  result.gas_left = 0;
  result.output.clear();
}

// In block 2675119 the empty account of RIPEMD-160 was deleted although the call that touched it
// ran out of gas; clients have kept that exception to the rule that a revert takes touches back.
void StateHost::settle_ripemd_touch() {
  if (ripemd_touched_ && journal_.exists(ripemd_address)) journal_.touch(ripemd_address);
}

Result StateHost::create(const Message& message) {
  const Address& creator = message.sender;
  const uint64_t nonce = journal_.nonce(creator);
  if (journal_.balance(creator) < message.value)
    return refuse(message, Status::insufficient_balance);
  if (nonce == std::numeric_limits<uint64_t>::max()) return refuse(message, Status::nonce_overflow);
  const Address address = message.kind == CallKind::create2
                              ? create2_address(creator, message.salt, message.input)
                              : create_address(creator, nonce);
  journal_.set_nonce(creator, nonce + 1);
  if (rules_.access_lists) journal_.access_account(address);
  return create_here(message, address);
}

Result StateHost::create_here(const Message& message, const Address& address) {
  Result result;
  // EIP-684, EIP-7610: an address in use refuses the creation and takes its gas.
  if (journal_.nonce(address) != 0 || journal_.code_hash(address) != crypto::keccak256_empty ||
      journal_.has_storage(address)) {
    result.status = Status::contract_collision;
    return result;
  }
  const auto checkpoint = journal_.checkpoint();
  journal_.begin_creation(address);
  journal_.set_nonce(address, rules_.contract_nonce);
  Message inner = message;
  inner.recipient = address;
  inner.code_address = address;
  inner.input = {};
  if (!transfer(inner)) {
    journal_.revert(checkpoint);
    return refuse(message, Status::insufficient_balance);
  }
  if (message.input.empty()) {
    result.gas_left = message.gas;
  } else {
    if (meter_ != nullptr) meter_->enter(address);
    result = execute(inner, message.input, {});
  }
  check_state(result);
  if (result.status == Status::success) deposit_code(result, address);
  if (result.status != Status::success) {
    fail(result, checkpoint);
    return result;
  }
  result.created = address;
  if (meter_ != nullptr) meter_->deployed(address, message.sender);
  return result;
}

/// Pays for the code that the init code returned and gives it to the account.
void StateHost::deposit_code(Result& result, const Address& address) {
  const auto size = result.output.size();
  const auto cost = static_cast<int64_t>(size) * rules_.code_deposit_byte;
  if (rules_.reject_ef_code && size != 0 && result.output[0] == 0xef) {
    result.status = Status::code_starts_with_ef;
  } else if (rules_.max_code_size != 0 && size > rules_.max_code_size) {
    result.status = Status::code_too_large;
  } else if (cost > result.gas_left) {
    // Frontier keeps the account, without the code that was not paid.
    if (rules_.deposit_must_be_paid) result.status = Status::out_of_gas;
    result.output.clear();
  } else {
    result.gas_left -= cost;
    journal_.set_code(address, std::move(result.output));
    result.output.clear();
  }
}

bool StateHost::account_exists(const Address& address) {
  return rules_.empty_accounts_vanish ? !journal_.is_empty(address) : journal_.exists(address);
}

Word StateHost::storage(const Address& address, const Word& key) {
  return journal_.storage(address, key);
}

StorageStatus StateHost::set_storage(const Address& address, const Word& key, const Word& value) {
  return journal_.set_storage(address, key, value);
}

Word StateHost::transient_storage(const Address& address, const Word& key) {
  return journal_.transient_storage(address, key);
}

void StateHost::set_transient_storage(const Address& address, const Word& key, const Word& value) {
  journal_.set_transient_storage(address, key, value);
}

Word StateHost::balance(const Address& address) {
  return journal_.balance(address);
}

BytesView StateHost::code(const Address& address) {
  return journal_.code(address);
}

Hash StateHost::code_hash(const Address& address) {
  if (!account_exists(address)) return {};
  return journal_.code_hash(address);
}

bool StateHost::selfdestruct(const Address& address, const Address& beneficiary) {
  const Word balance = journal_.balance(address);
  const bool vanishes = !rules_.selfdestruct_only_new || journal_.created(address);
  // Taken before it is given, so that a contract which names itself keeps it, unless it vanishes.
  journal_.set_balance(address, 0);
  journal_.add_balance(beneficiary, balance);
  if (!vanishes) return false;
  journal_.set_balance(address, 0);
  return journal_.destruct(address);
}

Hash StateHost::block_hash(uint64_t number) {
  if (number >= block_.number || block_.number - number > 256) return {};
  return block_.hash_of != nullptr ? block_.hash_of(number) : journal_.block_hash(number);
}

void StateHost::emit_log(const Address& address, BytesView data, std::span<const Hash> topics) {
  journal_.add_log({address, {topics.begin(), topics.end()}, {data.begin(), data.end()}});
}

Access StateHost::access_account(const Address& address) {
  // EIP-2929: precompiles are always warm. Asking the table is cheaper than marking all of them.
  if (exec::is_precompile(rules_, address)) return Access::warm;
  return journal_.access_account(address);
}

Access StateHost::access_storage(const Address& address, const Word& key) {
  return journal_.access_storage(address, key);
}

}  // namespace mozi::chain
