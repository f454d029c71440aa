// EVMC's host as a Host of ours.
#include "vm/evmc/host.hpp"

#include <algorithm>
#include <vector>

namespace mozi::evmc {

bool ForeignHost::account_exists(const Address& address) {
  const evmc_address a = to_evmc(address);
  return host_.account_exists(context_, &a);
}

Word ForeignHost::storage(const Address& address, const Word& key) {
  const evmc_address a = to_evmc(address);
  const evmc_bytes32 k = to_evmc(key);
  return to_word(host_.get_storage(context_, &a, &k));
}

StorageStatus ForeignHost::set_storage(const Address& address, const Word& key, const Word& value) {
  const evmc_address a = to_evmc(address);
  const evmc_bytes32 k = to_evmc(key);
  const evmc_bytes32 v = to_evmc(value);
  const evmc_storage_status status = host_.set_storage(context_, &a, &k, &v);
  // The order is the same; a status that there is not must not lead out of the table of prices.
  const bool known = status >= EVMC_STORAGE_ASSIGNED && status <= EVMC_STORAGE_MODIFIED_RESTORED;
  return known ? static_cast<StorageStatus>(status) : StorageStatus::assigned;
}

Word ForeignHost::transient_storage(const Address& address, const Word& key) {
  const evmc_address a = to_evmc(address);
  const evmc_bytes32 k = to_evmc(key);
  return to_word(host_.get_transient_storage(context_, &a, &k));
}

void ForeignHost::set_transient_storage(const Address& address, const Word& key,
                                        const Word& value) {
  const evmc_address a = to_evmc(address);
  const evmc_bytes32 k = to_evmc(key);
  const evmc_bytes32 v = to_evmc(value);
  host_.set_transient_storage(context_, &a, &k, &v);
}

Word ForeignHost::balance(const Address& address) {
  const evmc_address a = to_evmc(address);
  return to_word(host_.get_balance(context_, &a));
}

BytesView ForeignHost::code(const Address& address) {
  const evmc_address a = to_evmc(address);
  code_.resize(host_.get_code_size(context_, &a));
  const size_t copied = host_.copy_code(context_, &a, 0, code_.data(), code_.size());
  code_.resize(std::min(copied, code_.size()));
  return code_;
}

size_t ForeignHost::code_size(const Address& address) {
  const evmc_address a = to_evmc(address);
  return host_.get_code_size(context_, &a);
}

BytesView ForeignHost::code_start(const Address& address) {
  const evmc_address a = to_evmc(address);
  code_.resize(code_start_size);
  const size_t copied = host_.copy_code(context_, &a, 0, code_.data(), code_.size());
  code_.resize(std::min(copied, code_.size()));
  return code_;
}

Hash ForeignHost::code_hash(const Address& address) {
  const evmc_address a = to_evmc(address);
  return to_hash(host_.get_code_hash(context_, &a));
}

bool ForeignHost::selfdestruct(const Address& address, const Address& beneficiary) {
  const evmc_address a = to_evmc(address);
  const evmc_address b = to_evmc(beneficiary);
  return host_.selfdestruct(context_, &a, &b);
}

Result ForeignHost::call(const Message& message) {
  const evmc_message m = to_evmc(message);
  return take_result(host_.call(context_, &m), message.gas);
}

const TxContext& ForeignHost::tx_context() {
  if (tx_) return *tx_;
  const evmc_tx_context got = host_.get_tx_context(context_);
  TxContext& tx = tx_.emplace();
  tx.gas_price = to_word(got.tx_gas_price);
  tx.origin = to_address(got.tx_origin);
  tx.coinbase = to_address(got.block_coinbase);
  tx.block_number = static_cast<uint64_t>(got.block_number);
  tx.timestamp = static_cast<uint64_t>(got.block_timestamp);
  tx.block_gas_limit = static_cast<uint64_t>(got.block_gas_limit);
  tx.prev_randao = to_word(got.block_prev_randao);
  tx.chain_id = to_word(got.chain_id);
  tx.base_fee = to_word(got.block_base_fee);
  tx.blob_base_fee = to_word(got.blob_base_fee);
  for (size_t i = 0; i < got.blob_hashes_count; ++i)
    tx.blob_hashes.push_back(to_hash(got.blob_hashes[i]));
  return tx;
}

Hash ForeignHost::block_hash(uint64_t number) {
  return to_hash(host_.get_block_hash(context_, static_cast<int64_t>(number)));
}

void ForeignHost::emit_log(const Address& address, BytesView data, std::span<const Hash> topics) {
  const evmc_address a = to_evmc(address);
  std::array<evmc_bytes32, 4> t{};
  const size_t count = std::min(topics.size(), t.size());
  for (size_t i = 0; i < count; ++i) t[i] = to_evmc(topics[i]);
  host_.emit_log(context_, &a, data.data(), data.size(), t.data(), count);
}

Access ForeignHost::access_account(const Address& address) {
  const evmc_address a = to_evmc(address);
  return host_.access_account(context_, &a) == EVMC_ACCESS_COLD ? Access::cold : Access::warm;
}

Access ForeignHost::access_storage(const Address& address, const Word& key) {
  const evmc_address a = to_evmc(address);
  const evmc_bytes32 k = to_evmc(key);
  return host_.access_storage(context_, &a, &k) == EVMC_ACCESS_COLD ? Access::cold : Access::warm;
}

}  // namespace mozi::evmc
