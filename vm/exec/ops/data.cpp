// Effect opcodes on memory, calldata, code and return data: loads, stores, copies and hashing.
#include "vm/crypto/keccak.hpp"
#include "vm/exec/ops/copy.hpp"
#include "vm/exec/ops/ops.hpp"
#include "vm/isa/gas.hpp"

namespace mozi::exec::ops {
namespace {

/// Charges for memory and the copied words of a copy of `size` bytes to `to`.
bool pay_for_copy(Frame& f, const Word& to, const Word& size) {
  return f.reach(to, size) && f.charge(isa::copy_gas(*f.rules, size.low()));
}

Status copy_to_memory(Frame& f, const Word& to, BytesView source, const Word& from,
                      const Word& size) {
  if (!pay_for_copy(f, to, size)) return Status::out_of_gas;
  if (!size.is_zero())
    copy_padded(f.memory.data() + to.low(), static_cast<size_t>(size.low()), source, from);
  return Status::running;
}

}  // namespace

Status MLOAD(Frame& f, Word* top) {
  if (!f.reach(top[0], 32)) return Status::out_of_gas;
  Short<isa::Op::MLOAD>::run(f, top);
  return Status::running;
}

Status MSTORE(Frame& f, Word* top) {
  if (!f.reach(top[0], 32)) return Status::out_of_gas;
  Short<isa::Op::MSTORE>::run(f, top);
  return Status::running;
}

Status MSTORE8(Frame& f, Word* top) {
  if (!f.reach(top[0], 1)) return Status::out_of_gas;
  Short<isa::Op::MSTORE8>::run(f, top);
  return Status::running;
}

Status KECCAK256(Frame& f, Word* top) {
  if (!f.reach(top[0], top[-1]) || !f.charge(isa::keccak_gas(*f.rules, top[-1].low())))
    return Status::out_of_gas;
  top[-1] = crypto::keccak256(f.view(top[0], top[-1])).to_word();
  return Status::running;
}

Status CALLDATALOAD(Frame& f, Word* top) {
  const BytesView input = f.message->input;
  const uint64_t offset = top[0].low();
  if (top[0].fits64() && offset < input.size() && input.size() - offset >= 32) {
    top[0] = Word::load(input.data() + offset);
    return Status::running;
  }
  uint8_t padded[32];
  copy_padded(padded, 32, input, top[0]);
  top[0] = Word::load(padded);
  return Status::running;
}

Status CALLDATACOPY(Frame& f, Word* top) {
  return copy_to_memory(f, top[0], f.message->input, top[-1], top[-2]);
}

Status CODECOPY(Frame& f, Word* top) {
  return copy_to_memory(f, top[0], f.code->bytes(), top[-1], top[-2]);
}

Status EXTCODECOPY(Frame& f, Word* top) {
  const auto account = Address::from_word(top[0]);
  if (!pay_for_copy(f, top[-1], top[-3]) || !f.charge_account_access(account))
    return Status::out_of_gas;
  if (!top[-3].is_zero())
    copy_padded(f.memory.data() + top[-1].low(), static_cast<size_t>(top[-3].low()),
                f.host->code(account), top[-2]);
  return Status::running;
}

Status RETURNDATACOPY(Frame& f, Word* top) {
  if (!pay_for_copy(f, top[0], top[-2])) return Status::out_of_gas;
  // EIP-211: reading beyond the end fails, even for no bytes.
  const uint64_t present = f.return_data.size();
  if (!top[-1].fits64() || top[-1].low() > present || top[-2].low() > present - top[-1].low())
    return Status::invalid_memory_access;
  if (!top[-2].is_zero())
    std::memcpy(f.memory.data() + top[0].low(), f.return_data.data() + top[-1].low(),
                top[-2].low());
  return Status::running;
}

Status MCOPY(Frame& f, Word* top) {
  // EIP-5656: memory grows to hold both ranges.
  if (!f.reach(top[0], top[-2]) || !f.reach(top[-1], top[-2]) ||
      !f.charge(isa::copy_gas(*f.rules, top[-2].low())))
    return Status::out_of_gas;
  if (!top[-2].is_zero())
    std::memmove(f.memory.data() + top[0].low(), f.memory.data() + top[-1].low(), top[-2].low());
  return Status::running;
}

}  // namespace mozi::exec::ops
