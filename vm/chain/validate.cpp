// Whether a transaction may enter a block: every rule of types 0 to 4, per fork.
#include "vm/chain/validate.hpp"

#include <algorithm>
#include <limits>

#include "vm/chain/delegation.hpp"
#include "vm/chain/fees.hpp"

namespace mozi::chain {
namespace {

using state::TxType;
using Check = std::expected<void, Rejection>;

std::string number(uint64_t n) {
  return std::to_string(n);
}
std::string number(const Word& w) {
  return to_decimal(w);
}

std::unexpected<Rejection> reject(TxFault fault, const std::string& expected,
                                  const std::string& got) {
  std::string message{fault_text(fault)};
  return std::unexpected(Rejection{
      fault, message.append(": expected ").append(expected).append(", got ").append(got)});
}

bool type_supported(const isa::Rules& rules, TxType type) {
  switch (type) {
    case TxType::legacy:
      return true;
    case TxType::access_list:
      return rules.access_list_tx;
    case TxType::dynamic_fee:
      return rules.fee_market;
    case TxType::blob:
      return rules.blob_tx;
    case TxType::set_code:
      return rules.set_code_tx;
  }
  return false;
}

Check check_type_and_chain(const state::Transaction& tx, const isa::Rules& rules,
                           const Block& block) {
  if (!type_supported(rules, tx.type))
    return reject(TxFault::type_not_supported, "a type of this fork",
                  "type " + number(static_cast<uint64_t>(tx.type)));
  if (!tx.chain_id) return {};
  if (tx.type == TxType::legacy && !rules.replay_protection)
    return reject(TxFault::wrong_chain, "a signature without a chain id", number(*tx.chain_id));
  if (*tx.chain_id != block.chain_id)
    return reject(TxFault::wrong_chain, number(block.chain_id), number(*tx.chain_id));
  return {};
}

Check check_gas(const state::Transaction& tx, const isa::Rules& rules, uint64_t gas_left) {
  const uint64_t gas = tx.gas_limit;
  if (rules.tx_gas_cap != 0 && gas > static_cast<uint64_t>(rules.tx_gas_cap))
    return reject(TxFault::gas_above_cap, "at most " + number(uint64_t(rules.tx_gas_cap)),
                  number(gas));
  // Gas is counted in 63 bits, and no block has more (EIP-1985).
  constexpr uint64_t countable = std::numeric_limits<int64_t>::max();
  const uint64_t most = std::min(gas_left, countable);
  if (gas > most)
    return reject(TxFault::gas_above_block_limit, "at most " + number(most), number(gas));
  return {};
}

Check check_intrinsic_gas(const state::Transaction& tx, const isa::Rules& rules,
                          const IntrinsicGas& intrinsic) {
  const uint64_t gas = tx.gas_limit;
  if (gas < intrinsic.standard)
    return reject(TxFault::intrinsic_gas_too_low, "at least " + number(intrinsic.standard),
                  number(gas));
  if (gas < intrinsic.floor)
    return reject(TxFault::below_floor_gas, "at least " + number(intrinsic.floor), number(gas));
  if (!tx.to && rules.max_init_code_size != 0 && tx.data.size() > rules.max_init_code_size)
    return reject(TxFault::init_code_too_large,
                  "at most " + number(rules.max_init_code_size) + " bytes", number(tx.data.size()));
  return {};
}

Check check_fees(const state::Transaction& tx, const isa::Rules& rules, const Block& block) {
  if (!rules.fee_market) return {};
  if (tx.max_priority_fee_per_gas > tx.max_fee_per_gas)
    return reject(TxFault::tip_above_fee_cap, "at most " + number(tx.max_fee_per_gas),
                  number(tx.max_priority_fee_per_gas));
  if (tx.max_fee_per_gas < block.base_fee)
    return reject(TxFault::fee_cap_below_base_fee, "at least " + number(block.base_fee),
                  number(tx.max_fee_per_gas));
  return {};
}

Check check_blobs(const state::Transaction& tx, const isa::Rules& rules, const Block& block) {
  if (!tx.to) return reject(TxFault::creation_not_allowed, "a recipient", "none");
  if (tx.blob_hashes.empty()) return reject(TxFault::no_blobs, "at least 1", "0");
  const uint32_t most = std::min(rules.blob_max, rules.blob_max_per_tx);
  if (tx.blob_hashes.size() > most)
    return reject(TxFault::too_many_blobs, "at most " + number(most),
                  number(tx.blob_hashes.size()));
  constexpr uint8_t kzg_version = 1;
  for (const Hash& hash : tx.blob_hashes)
    if (hash.bytes[0] != kzg_version)
      return reject(TxFault::bad_blob_version, "1", number(hash.bytes[0]));
  if (tx.max_fee_per_blob_gas < block.blob_base_fee)
    return reject(TxFault::blob_fee_cap_too_low, "at least " + number(block.blob_base_fee),
                  number(tx.max_fee_per_blob_gas));
  return {};
}

Check check_set_code(const state::Transaction& tx) {
  if (!tx.to) return reject(TxFault::creation_not_allowed, "a recipient", "none");
  if (tx.authorizations.empty()) return reject(TxFault::no_authorizations, "at least 1", "0");
  return {};
}

Check check_sender(const state::Transaction& tx, const Address& sender, const isa::Rules& rules,
                   state::Journal& journal, SenderCode sender_code) {
  constexpr uint64_t max_nonce = std::numeric_limits<uint64_t>::max();
  if (tx.nonce == max_nonce)
    return reject(TxFault::nonce_at_maximum, "below 2^64-1", number(tx.nonce));
  const uint64_t nonce = journal.nonce(sender);
  if (tx.nonce != nonce)
    return reject(tx.nonce < nonce ? TxFault::nonce_too_low : TxFault::nonce_too_high,
                  number(nonce), number(tx.nonce));
  if (sender_code == SenderCode::allow) return {};
  const BytesView code = journal.code(sender);
  if (!code.empty() && !(rules.delegations && delegation_target(code)))
    return reject(TxFault::sender_is_contract, "an account without code",
                  number(code.size()) + " bytes of code");
  return {};
}

/// The most that the transaction can take from its sender; nothing beyond 2^256.
std::optional<Word> max_cost(const state::Transaction& tx) {
  const auto gas = checked_mul(tx.gas_limit, tx.max_fee_per_gas);
  const auto blobs =
      checked_mul(tx.max_fee_per_blob_gas, Word{gas_per_blob} * Word{tx.blob_hashes.size()});
  if (!gas || !blobs) return {};
  const auto fees = checked_add(*gas, *blobs);
  return fees ? checked_add(*fees, tx.value) : std::nullopt;
}

Check check_funds(const state::Transaction& tx, const Address& sender, state::Journal& journal) {
  const auto cost = max_cost(tx);
  const Word balance = journal.balance(sender);
  if (!cost || *cost > balance)
    return reject(TxFault::insufficient_funds, cost ? number(*cost) : "more than 2^256",
                  number(balance));
  return {};
}

}  // namespace

std::string_view fault_text(TxFault fault) {
  switch (fault) {
    case TxFault::type_not_supported:
      return "transaction type not supported";
    case TxFault::wrong_chain:
      return "wrong chain id";
    case TxFault::bad_signature:
      return "bad signature";
    case TxFault::nonce_too_low:
      return "nonce too low";
    case TxFault::nonce_too_high:
      return "nonce too high";
    case TxFault::nonce_at_maximum:
      return "nonce at its maximum";
    case TxFault::sender_is_contract:
      return "sender is a contract";
    case TxFault::insufficient_funds:
      return "insufficient funds";
    case TxFault::gas_above_block_limit:
      return "gas limit above what the block has left";
    case TxFault::gas_above_cap:
      return "gas limit above the cap of a transaction";
    case TxFault::intrinsic_gas_too_low:
      return "intrinsic gas too low";
    case TxFault::below_floor_gas:
      return "gas limit below the floor for calldata";
    case TxFault::init_code_too_large:
      return "init code too large";
    case TxFault::fee_cap_below_base_fee:
      return "fee cap below base fee";
    case TxFault::tip_above_fee_cap:
      return "tip above fee cap";
    case TxFault::blob_fee_cap_too_low:
      return "blob fee cap below blob base fee";
    case TxFault::no_blobs:
      return "no blobs";
    case TxFault::too_many_blobs:
      return "too many blobs";
    case TxFault::blob_gas_above_block_limit:
      return "blob gas above what the block has left";
    case TxFault::bad_blob_version:
      return "wrong version of a blob hash";
    case TxFault::creation_not_allowed:
      return "creation not allowed by this type";
    case TxFault::no_authorizations:
      return "no authorizations";
    case TxFault::state_unavailable:
      return "state unavailable";
  }
  return "unknown";
}

std::expected<Admission, Rejection> validate(const state::Transaction& tx, const Address& sender,
                                             const Block& block, uint64_t gas_left,
                                             const isa::Rules& rules, state::Journal& journal,
                                             SenderCode sender_code) {
  const IntrinsicGas intrinsic = intrinsic_gas(rules, tx);
  Check check = check_type_and_chain(tx, rules, block);
  if (check) check = check_gas(tx, rules, gas_left);
  if (check) check = check_fees(tx, rules, block);
  if (check) check = check_intrinsic_gas(tx, rules, intrinsic);
  if (check && tx.type == TxType::blob) check = check_blobs(tx, rules, block);
  if (check && tx.type == TxType::set_code) check = check_set_code(tx);
  if (check) check = check_sender(tx, sender, rules, journal, sender_code);
  if (check) check = check_funds(tx, sender, journal);
  if (journal.failure())
    return std::unexpected(Rejection{TxFault::state_unavailable, journal.failure()->message});
  if (!check) return std::unexpected(std::move(check).error());
  return Admission{intrinsic.standard, intrinsic.floor, effective_gas_price(tx, block.base_fee),
                   // cannot overflow: check_funds multiplied with a price at least as high
                   block.blob_base_fee * Word{gas_per_blob} * Word{tx.blob_hashes.size()}};
}

std::expected<Address, Rejection> recover_sender(const state::Transaction& tx,
                                                 const isa::Rules& rules) {
  const auto high_s = rules.low_s_only ? state::HighS::refuse : state::HighS::allow;
  auto sender = state::recover_sender(tx, high_s);
  if (!sender) return std::unexpected(Rejection{TxFault::bad_signature, sender.error().message});
  return *sender;
}

}  // namespace mozi::chain
