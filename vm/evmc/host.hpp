// EVMC's host as a Host of ours.
#pragma once

#include <optional>

#include "vm/evmc/convert.hpp"

namespace mozi::evmc {

/// What one execution sees of the host that asked for it. Both parts must outlive it. Views of code
/// are valid until the next call of code or code_start.
class ForeignHost final : public Host {
 public:
  ForeignHost(const evmc_host_interface& host, evmc_host_context* context)
      : host_(host), context_(context) {}

  bool account_exists(const Address& address) override;
  Word storage(const Address& address, const Word& key) override;
  StorageStatus set_storage(const Address& address, const Word& key, const Word& value) override;
  Word transient_storage(const Address& address, const Word& key) override;
  void set_transient_storage(const Address& address, const Word& key, const Word& value) override;
  Word balance(const Address& address) override;
  BytesView code(const Address& address) override;
  size_t code_size(const Address& address) override;
  BytesView code_start(const Address& address) override;
  Hash code_hash(const Address& address) override;
  bool selfdestruct(const Address& address, const Address& beneficiary) override;
  Result call(const Message& message) override;
  const TxContext& tx_context() override;
  Hash block_hash(uint64_t number) override;
  void emit_log(const Address& address, BytesView data, std::span<const Hash> topics) override;
  Access access_account(const Address& address) override;
  Access access_storage(const Address& address, const Word& key) override;

 private:
  const evmc_host_interface& host_;
  evmc_host_context* context_;
  std::optional<TxContext> tx_;  // asked for once
  Bytes code_;
};

}  // namespace mozi::evmc
