// From a transaction to the next state: admission, payment, execution, refund, settlement.
#include "vm/chain/transition.hpp"

#include <algorithm>
#include <limits>

#include "vm/chain/address.hpp"
#include "vm/chain/delegation.hpp"

namespace mozi::chain {
namespace {

/// EIP-2929, EIP-3651: what is warm before the first opcode. Precompiles always are.
void warm_up(StateHost& host, const state::Transaction& tx, const Address& sender) {
  const isa::Rules& rules = host.rules();
  if (!rules.access_lists) return;
  host.access_account(sender);
  if (tx.to) host.access_account(*tx.to);
  if (rules.warm_coinbase) host.access_account(host.block().coinbase);
  for (const auto& item : tx.access_list) {
    host.access_account(item.address);
    for (const Hash& key : item.keys) host.access_storage(item.address, key.to_word());
  }
}

/// EIP-7702: lets one authority delegate; returns the refund. Whatever is wrong with the tuple
/// makes it have no effect.
int64_t delegate(StateHost& host, const state::Authorization& authorization) {
  state::Journal& journal = host.journal();
  if (!authorization.chain_id.is_zero() && authorization.chain_id != host.block().chain_id)
    return 0;
  if (authorization.nonce == std::numeric_limits<uint64_t>::max()) return 0;
  const auto authority = state::recover_authority(authorization);
  if (!authority) return 0;
  host.access_account(*authority);
  const BytesView code = journal.code(*authority);
  if (!code.empty() && !delegation_target(code)) return 0;
  if (journal.nonce(*authority) != authorization.nonce) return 0;
  const int64_t refund = journal.exists(*authority) ? host.rules().authorization_refund : 0;
  journal.set_code(*authority, authorization.address.is_zero()
                                   ? Bytes{}
                                   : delegation_code(authorization.address));
  journal.set_nonce(*authority, authorization.nonce + 1);
  return refund;
}

/// Lets a call run the code that its recipient delegates to.
void resolve_delegation(StateHost& host, Message& message) {
  if (!host.rules().delegations) return;
  const auto target = delegation_target(host.journal().code(message.code_address));
  if (!target) return;
  host.access_account(*target);
  message.code_address = *target;
  message.delegated = true;
}

Message make_message(const state::Transaction& tx, const Address& sender, uint64_t intrinsic) {
  Message message;
  message.kind = tx.to ? CallKind::call : CallKind::create;
  message.gas = static_cast<int64_t>(tx.gas_limit - intrinsic);
  message.sender = sender;
  message.value = tx.value;
  message.input = tx.data;
  if (tx.to) message.recipient = message.code_address = *tx.to;
  return message;
}

Result execute(StateHost& host, const state::Transaction& tx, const Address& sender,
               uint64_t intrinsic) {
  warm_up(host, tx, sender);
  Message message = make_message(tx, sender, intrinsic);
  if (!tx.to) {
    const Address address = create_address(sender, tx.nonce);
    host.access_account(address);
    return host.create_at(message, address);
  }
  int64_t refund = 0;
  for (const auto& authorization : tx.authorizations) refund += delegate(host, authorization);
  resolve_delegation(host, message);
  Result result = host.call(message);
  // Delegations, and so their refunds, stay when the call fails.
  result.gas_refund += refund;
  return result;
}

/// The gas to pay for, and in `refund` what was given back.
uint64_t settle_gas(const isa::Rules& rules, const Result& result, uint64_t gas_limit,
                    uint64_t floor, uint64_t& refund) {
  const uint64_t used = gas_limit - static_cast<uint64_t>(result.gas_left);
  const auto earned = static_cast<uint64_t>(std::max<int64_t>(result.gas_refund, 0));
  refund = std::min(earned, used / static_cast<uint64_t>(rules.refund_quotient));
  return std::max(used - refund, floor);
}

/// Gives the sender the gas that is left and the coinbase what it earned; the base fee is burnt.
void settle_fees(StateHost& host, const Address& sender, const Word& gas_price, uint64_t gas_limit,
                 uint64_t gas_used) {
  const Word tip = gas_price - host.block().base_fee;
  host.journal().add_balance(sender, gas_price * Word{gas_limit - gas_used});
  // Touches the coinbase even where it earns nothing.
  host.journal().add_balance(host.block().coinbase, tip * Word{gas_used});
}

}  // namespace

std::expected<Outcome, Rejection> apply_transaction(StateHost& host, const state::Transaction& tx,
                                                    const Address& sender, const Block& block,
                                                    uint64_t gas_left, SenderCode sender_code) {
  state::Journal& journal = host.journal();
  const isa::Rules& rules = host.rules();
  const auto admission = validate(tx, sender, block, gas_left, rules, journal, sender_code);
  if (!admission) return std::unexpected(admission.error());
  host.begin(block, sender, admission->gas_price, tx.blob_hashes);

  const Word price = admission->gas_price * Word{tx.gas_limit} + admission->blob_fee;
  journal.set_balance(sender, journal.balance(sender) - price);
  journal.set_nonce(sender, tx.nonce + 1);
  Result result = execute(host, tx, sender, admission->intrinsic_gas);

  Outcome outcome;
  outcome.status = result.status;
  outcome.gas_used =
      settle_gas(rules, result, tx.gas_limit, admission->floor_gas, outcome.gas_refund);
  settle_fees(host, sender, admission->gas_price, tx.gas_limit, outcome.gas_used);
  host.settle_ripemd_touch();
  outcome.output = std::move(result.output);
  if (!tx.to && result.status == Status::success) outcome.created = result.created;
  outcome.logs = journal.take_logs();
  if (journal.failure()) {
    journal.drop_transaction();
    return std::unexpected(Rejection{TxFault::state_unavailable, journal.failure()->message});
  }
  journal.end_transaction(rules.empty_accounts_vanish ? state::EmptyAccounts::remove
                                                      : state::EmptyAccounts::keep);
  return outcome;
}

Result run_message(StateHost& host, const Block& block, Message message) {
  host.begin(block, message.sender, block.base_fee);
  host.access_account(message.sender);
  if (host.rules().warm_coinbase) host.access_account(block.coinbase);
  if (message.kind != CallKind::create && message.kind != CallKind::create2) {
    host.access_account(message.recipient);
    resolve_delegation(host, message);
  }
  return host.call(message);
}

}  // namespace mozi::chain
