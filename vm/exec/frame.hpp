// Frame: everything one call keeps while its code runs.
#pragma once

#include "mozi/host.hpp"
#include "mozi/tracer.hpp"
#include "vm/exec/buffer_pool.hpp"
#include "vm/exec/memory.hpp"
#include "vm/exec/stack.hpp"
#include "vm/isa/code.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::exec {

/// One call in progress. Tiers keep pc, stack top and gas in registers; `gas` here is right
/// whenever an effect opcode runs. The pointers are set by `enter` and must outlive the run.
struct Frame {
  int64_t gas = 0;
  int64_t refund = 0;
  Memory memory;
  const isa::Rules* rules = nullptr;
  const isa::Code* code = nullptr;
  const Message* message = nullptr;
  Host* host = nullptr;
  Tracer* tracer = nullptr;
  BufferPool* buffers = nullptr;
  Stack stack;
  Bytes return_data;           // of the last nested call
  uint64_t output_offset = 0;  // in memory; set by RETURN and REVERT
  uint64_t output_size = 0;

  /// Takes `cost` from the gas; false if there is not enough, and then the call has failed.
  [[nodiscard]] bool charge(int64_t cost) { return (gas -= cost) >= 0; }

  /// Makes memory hold [offset, offset + size) and charges for growing it; false if out of gas.
  /// A size of zero needs no memory, whatever the offset.
  [[nodiscard]] bool reach(const Word& offset, const Word& size) {
    if (size.is_zero()) return true;
    if (!offset.fits64() || !size.fits64()) return false;
    return reach(offset.low(), size.low());
  }
  [[nodiscard]] bool reach(uint64_t offset, uint64_t size) {
    if (offset > Memory::max_size || size > Memory::max_size) return false;
    return offset + size <= memory.size() || grow_memory(offset + size);
  }
  /// True if memory holds [offset, offset + size) as it is; requires a small size that is not zero.
  [[nodiscard]] bool holds(const Word& offset, uint64_t size) const {
    const uint64_t beyond = offset.limb[1] | offset.limb[2] | offset.limb[3] | offset.limb[0] >> 40;
    return beyond == 0 && offset.low() + size <= memory.size();
  }
  /// The part of memory that `reach` has made sure of.
  [[nodiscard]] BytesView view(const Word& offset, const Word& size) const {
    if (size.is_zero()) return {};
    return {memory.data() + offset.low(), static_cast<size_t>(size.low())};
  }

  /// Charges the surcharge of EIP-2929 if `account` is touched for the first time.
  [[nodiscard]] bool charge_account_access(const Address& account) {
    return !rules->access_lists || host->access_account(account) == Access::warm ||
           charge(rules->cold_account_surcharge);
  }

  [[nodiscard]] const TxContext& tx() const { return host->tx_context(); }

  /// Keeps the output of a nested call as return data.
  void set_return_data(Bytes&& output) {
    buffers->give(std::move(return_data));
    return_data = std::move(output);
  }

  /// Makes the frame ready to run `code_` for `message_`.
  void enter(const isa::Rules& rules_, Host& host_, const Message& message_,
             const isa::Code& code_);

 private:
  bool grow_memory(uint64_t end);
};

}  // namespace mozi::exec
