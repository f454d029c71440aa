// Measures the outermost frame of each traced transaction.
#include "bench/gas/frame_gas.hpp"

#include "vm/isa/opcodes.hpp"

namespace mozi::gas {
namespace {

/// What no compiler can avoid.
bool is_work(uint8_t opcode) {
  using isa::Op;
  if (opcode >= static_cast<uint8_t>(Op::LOG0) && opcode <= static_cast<uint8_t>(Op::LOG4))
    return true;
  constexpr Op work[] = {Op::SLOAD,       Op::SSTORE,      Op::TLOAD,       Op::TSTORE,
                         Op::KECCAK256,   Op::CALL,        Op::CALLCODE,    Op::DELEGATECALL,
                         Op::STATICCALL,  Op::CREATE,      Op::CREATE2,     Op::BALANCE,
                         Op::EXTCODESIZE, Op::EXTCODECOPY, Op::EXTCODEHASH, Op::SELFBALANCE,
                         Op::BLOCKHASH};
  for (const auto op : work)
    if (opcode == static_cast<uint8_t>(op)) return true;
  return false;
}

}  // namespace

void FrameGas::on_enter(const Message& message, BytesView) {
  if (message.depth == 0) *this = {};
}

void FrameGas::close(int64_t gas_left) {
  if (!open_) return;
  open_ = false;
  const int64_t cost = last_gas_ - gas_left;
  exec_ += cost;
  if (!is_work(last_opcode_)) overhead_ += cost;
}

void FrameGas::on_step(const Step& step) {
  if (step.depth != 0) return;
  close(step.gas_left);
  open_ = true;
  last_gas_ = step.gas_left;
  last_opcode_ = step.opcode;
}

void FrameGas::on_fault(const Step& step, Status) {
  if (step.depth == 0) close(0);
}

void FrameGas::on_exit(const Message& message, const Result& result) {
  if (message.depth == 0) close(result.gas_left);
}

}  // namespace mozi::gas
