// The call family: CALL, CALLCODE, DELEGATECALL, STATICCALL.
#include <cstring>

#include "vm/exec/ops/nested.hpp"
#include "vm/exec/ops/ops.hpp"
#include "vm/isa/gas.hpp"

namespace mozi::exec::ops {
namespace {

/// The operands of a call opcode, by name.
struct Operands {
  Word gas;
  Address callee;
  Word value;
  Word input_offset;
  Word input_size;
  Word output_offset;
  Word output_size;
};

constexpr bool has_value(CallKind kind) {
  return kind == CallKind::call || kind == CallKind::callcode;
}

template <CallKind kind>
Operands read(const Word* top) {
  const auto callee = Address::from_word(top[-1]);
  if constexpr (has_value(kind))
    return {top[0], callee, top[-2], top[-3], top[-4], top[-5], top[-6]};
  else
    return {top[0], callee, Word{}, top[-2], top[-3], top[-4], top[-5]};
}

/// EIP-7702: follows a delegation in the callee's code, charging for the touch of its target.
bool follow_delegation(Frame& f, Message& m) {
  constexpr uint8_t marker[] = {0xef, 0x01, 0x00};
  const BytesView code = f.host->code_start(m.code_address);
  if (code.size() != 23 || std::memcmp(code.data(), marker, 3) != 0) return true;
  std::memcpy(m.code_address.bytes.data(), code.data() + 3, 20);
  m.delegated = true;
  const bool cold = f.host->access_account(m.code_address) == Access::cold;
  return f.charge(f.rules->warm_access + (cold ? f.rules->cold_account_surcharge : 0));
}

/// What a call costs for its value and for an account it brings into being.
template <CallKind kind>
int64_t value_cost(Frame& f, const Operands& in) {
  const isa::Rules& rules = *f.rules;
  int64_t cost = in.value.is_zero() ? 0 : rules.call_value;
  if constexpr (kind == CallKind::call) {
    // EIP-161: an account that gets nothing is not made.
    const bool can_make = !rules.new_account_needs_value || !in.value.is_zero();
    if (can_make && !f.host->account_exists(in.callee)) cost += rules.call_new_account;
  }
  return cost;
}

/// Takes the gas of the nested call from the frame. Since EIP-150 a request for too much gets all
/// but one 64th; before, it fails.
bool take_call_gas(Frame& f, const Word& requested, Message& m) {
  const int64_t most = isa::nested_gas(*f.rules, f.gas);
  const bool too_much = !requested.fits64() || requested.low() > static_cast<uint64_t>(most);
  if (too_much && !f.rules->keep_a_64th) return false;
  m.gas = too_much ? most : static_cast<int64_t>(requested.low());
  f.gas -= m.gas;
  if (!m.value.is_zero() && has_value(m.kind)) m.gas += f.rules->call_stipend;
  return true;
}

template <CallKind kind>
Message message_for(const Frame& f, const Operands& in) {
  const Message& own = *f.message;
  Message m;
  m.kind = kind;
  m.is_static = own.is_static || kind == CallKind::staticcall;
  m.depth = own.depth + 1;
  m.code_address = in.callee;
  constexpr bool in_own_account = kind == CallKind::callcode || kind == CallKind::delegatecall;
  m.recipient = in_own_account ? own.recipient : in.callee;
  m.sender = kind == CallKind::delegatecall ? own.sender : own.recipient;
  m.value = kind == CallKind::delegatecall ? own.value : in.value;
  return m;
}

template <CallKind kind>
Status call(Frame& f, Word* top) {
  const Operands in = read<kind>(top);
  if (!f.reach(in.input_offset, in.input_size) || !f.reach(in.output_offset, in.output_size) ||
      !f.charge_account_access(in.callee))
    return Status::out_of_gas;
  Message m = message_for<kind>(f, in);
  if (f.rules->delegations && !follow_delegation(f, m)) return Status::out_of_gas;
  if (!f.charge(value_cost<kind>(f, in)) || !take_call_gas(f, in.gas, m)) return Status::out_of_gas;
  if (kind == CallKind::call && f.message->is_static && !in.value.is_zero())
    return Status::static_mode_violation;
  m.input = f.view(in.input_offset, in.input_size);

  Result result = run_nested(f, m, in.value);
  if (stops_everything(result.status)) return result.status;
  Word& outcome = top[has_value(kind) ? -6 : -5];
  outcome = Word{result.status == Status::success ? 1u : 0u};
  const size_t copied = std::min<size_t>(result.output.size(), in.output_size.low());
  if (copied != 0)
    std::memcpy(f.memory.data() + in.output_offset.low(), result.output.data(), copied);
  f.set_return_data(std::move(result.output));
  return Status::running;
}

}  // namespace

Status CALL(Frame& f, Word* top) {
  return call<CallKind::call>(f, top);
}
Status CALLCODE(Frame& f, Word* top) {
  return call<CallKind::callcode>(f, top);
}
Status DELEGATECALL(Frame& f, Word* top) {
  return call<CallKind::delegatecall>(f, top);
}
Status STATICCALL(Frame& f, Word* top) {
  return call<CallKind::staticcall>(f, top);
}

}  // namespace mozi::exec::ops
