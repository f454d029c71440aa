// The Host over a journal: nested calls and creations, value, precompiles, environment.
#pragma once

#include "mozi/host.hpp"
#include "mozi/vm.hpp"
#include "vm/chain/block.hpp"
#include "vm/chain/deep_stack.hpp"
#include "vm/chain/usage_meter.hpp"
#include "vm/isa/rules.hpp"
#include "vm/state/journal.hpp"

namespace mozi::chain {

/// Runs code in place of the Vm: another engine, to be compared with it or to be used instead.
class CodeRunner {
 public:
  virtual ~CodeRunner() = default;
  virtual Result run(Host& host, const Message& message, BytesView code, const Hash& code_hash) = 0;
};

/// Runs calls on the state of a journal. Calls recurse on the native stack, up to 1024 levels deep;
/// the outermost one sees to it that there is room (deep_stack.hpp). The parts must outlive the
/// host.
class StateHost final : public Host {
 public:
  StateHost(Vm& vm, state::Journal& journal, const isa::Rules& rules)
      : vm_(vm), journal_(journal), rules_(rules) {}

  /// Sets what environment opcodes of the next transaction see.
  void begin(const Block& block, const Address& origin, const Word& gas_price,
             std::span<const Hash> blob_hashes = {});

  /// Runs all code on `runner` from here on; null: on the Vm. The runner must outlive its use.
  void run_with(CodeRunner* runner) { runner_ = runner; }

  /// Counts what contracts do from here on; null stops it. The meter must outlive its use.
  void count_with(UsageMeter* meter) { meter_ = meter; }

  /// Runs a creation whose address is known and whose sender's nonce has been counted: the one of a
  /// transaction.
  Result create_at(const Message& message, const Address& address);

  /// After a transaction has run: keeps an exception to revert's rules alive, see host.cpp.
  void settle_ripemd_touch();

  [[nodiscard]] state::Journal& journal() { return journal_; }
  [[nodiscard]] const isa::Rules& rules() const { return rules_; }
  [[nodiscard]] const Block& block() const { return block_; }

  bool account_exists(const Address& address) override;
  Word storage(const Address& address, const Word& key) override;
  StorageStatus set_storage(const Address& address, const Word& key, const Word& value) override;
  Word transient_storage(const Address& address, const Word& key) override;
  void set_transient_storage(const Address& address, const Word& key, const Word& value) override;
  Word balance(const Address& address) override;
  BytesView code(const Address& address) override;
  Hash code_hash(const Address& address) override;
  bool selfdestruct(const Address& address, const Address& beneficiary) override;
  Result call(const Message& message) override;
  const TxContext& tx_context() override { return context_; }
  Hash block_hash(uint64_t number) override;
  void emit_log(const Address& address, BytesView data, std::span<const Hash> topics) override;
  Access access_account(const Address& address) override;
  Access access_storage(const Address& address, const Word& key) override;

 private:
  Result enter(const Message& message);
  Result create(const Message& message);
  Result create_here(const Message& message, const Address& address);
  template <class Run>
  Result with_room(const Message& message, Run run);
  template <class Run>
  Result metered(const Message& message, Run run);
  Result run_code(const Message& message);
  Result execute(const Message& message, BytesView code, const Hash& code_hash);
  Result run_precompile(const Message& message);
  bool transfer(const Message& message);
  void deposit_code(Result& result, const Address& address);
  void check_state(Result& result) const;
  void fail(Result& result, const state::Checkpoint& checkpoint);

  Vm& vm_;
  state::Journal& journal_;
  const isa::Rules& rules_;
  Block block_;
  TxContext context_;
  DeepStack deep_stack_;
  UsageMeter* meter_ = nullptr;
  CodeRunner* runner_ = nullptr;
  bool ripemd_touched_ = false;
};

}  // namespace mozi::chain
