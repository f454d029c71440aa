// CREATE and CREATE2. The host does the rest of a creation: the creator's nonce, the new address,
// its collision check, the transfer, running the init code, and the checks and the price of the
// deposit.
#include "vm/exec/ops/nested.hpp"
#include "vm/exec/ops/ops.hpp"
#include "vm/isa/gas.hpp"

namespace mozi::exec::ops {
namespace {

template <CallKind kind>
Status create(Frame& f, Word* top) {
  const isa::Rules& rules = *f.rules;
  const Word value = top[0];
  const Word offset = top[-1];
  const Word size = top[-2];
  if (!f.reach(offset, size)) return Status::out_of_gas;
  const uint64_t bytes = size.low();
  // EIP-1014: the address of CREATE2 hashes the init code.
  const int64_t hash_cost = kind == CallKind::create2 ? isa::keccak_gas(rules, bytes) : 0;
  if (!f.charge(isa::init_code_gas(rules, bytes) + hash_cost)) return Status::out_of_gas;
  if (rules.max_init_code_size != 0 && bytes > rules.max_init_code_size)
    return Status::init_code_too_large;
  if (f.message->is_static) return Status::static_mode_violation;

  Message m;
  m.kind = kind;
  m.depth = f.message->depth + 1;
  m.gas = isa::nested_gas(rules, f.gas);
  f.gas -= m.gas;
  m.sender = f.message->recipient;
  m.value = value;
  if constexpr (kind == CallKind::create2) m.salt = Hash::from_word(top[-3]);
  m.input = f.view(offset, size);

  Result result = run_nested(f, m, value);
  if (stops_everything(result.status)) return result.status;
  Word& outcome = top[kind == CallKind::create2 ? -3 : -2];
  outcome = result.status == Status::success ? result.created.to_word() : Word{};
  // EIP-211: only a revert leaves return data.
  if (result.status == Status::revert) f.set_return_data(std::move(result.output));
  return Status::running;
}

}  // namespace

Status CREATE(Frame& f, Word* top) {
  return create<CallKind::create>(f, top);
}
Status CREATE2(Frame& f, Word* top) {
  return create<CallKind::create2>(f, top);
}

}  // namespace mozi::exec::ops
