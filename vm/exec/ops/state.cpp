// Effect opcodes on accounts, storage, transient storage, logs and the block.
#include "vm/exec/ops/ops.hpp"
#include "vm/isa/gas.hpp"

namespace mozi::exec::ops {

Status BALANCE(Frame& f, Word* top) {
  const auto account = Address::from_word(top[0]);
  if (!f.charge_account_access(account)) return Status::out_of_gas;
  top[0] = f.host->balance(account);
  return Status::running;
}

Status EXTCODESIZE(Frame& f, Word* top) {
  const auto account = Address::from_word(top[0]);
  if (!f.charge_account_access(account)) return Status::out_of_gas;
  top[0] = Word{f.host->code_size(account)};
  return Status::running;
}

Status EXTCODEHASH(Frame& f, Word* top) {
  const auto account = Address::from_word(top[0]);
  if (!f.charge_account_access(account)) return Status::out_of_gas;
  top[0] = f.host->code_hash(account).to_word();
  return Status::running;
}

Status BLOCKHASH(Frame& f, Word* top) {
  const uint64_t current = f.tx().block_number;
  const uint64_t wanted = top[0].low();
  const bool recent = top[0].fits64() && wanted < current && current - wanted <= 256;
  top[0] = recent ? f.host->block_hash(wanted).to_word() : Word{};
  return Status::running;
}

Status BLOBHASH(Frame& f, Word* top) {
  const auto& hashes = f.tx().blob_hashes;
  const bool present = top[0].fits64() && top[0].low() < hashes.size();
  top[0] = present ? hashes[static_cast<size_t>(top[0].low())].to_word() : Word{};
  return Status::running;
}

Status SLOAD(Frame& f, Word* top) {
  const Address& self = f.message->recipient;
  // EIP-2929: the first touch in a transaction costs more.
  if (f.rules->access_lists && f.host->access_storage(self, top[0]) == Access::cold &&
      !f.charge(f.rules->cold_sload_surcharge))
    return Status::out_of_gas;
  top[0] = f.host->storage(self, top[0]);
  return Status::running;
}

Status SSTORE(Frame& f, Word* top) {
  const Address& self = f.message->recipient;
  const isa::Rules& rules = *f.rules;
  // EIP-2200: with no more than a stipend left, a callee may not write.
  if (rules.sstore_sentry != 0 && f.gas <= rules.sstore_sentry) return Status::out_of_gas;
  if (rules.access_lists && f.host->access_storage(self, top[0]) == Access::cold &&
      !f.charge(rules.cold_sstore_surcharge))
    return Status::out_of_gas;
  // The price depends on what the host finds while it writes, so that a static call must be stopped
  // before, although the specification charges first. Either way the frame fails with no gas left.
  if (f.message->is_static) return Status::static_mode_violation;
  const isa::StoreCost& cost = isa::store_cost(rules, f.host->set_storage(self, top[0], top[-1]));
  if (!f.charge(cost.gas)) return Status::out_of_gas;
  f.refund += cost.refund;
  return Status::running;
}

Status TLOAD(Frame& f, Word* top) {
  top[0] = f.host->transient_storage(f.message->recipient, top[0]);
  return Status::running;
}

Status TSTORE(Frame& f, Word* top) {
  if (f.message->is_static) return Status::static_mode_violation;
  f.host->set_transient_storage(f.message->recipient, top[0], top[-1]);
  return Status::running;
}

namespace {

template <size_t topics>
Status log(Frame& f, Word* top) {
  // The size is known to fit once reach has succeeded.
  if (!f.reach(top[0], top[-1]) ||
      !f.charge(static_cast<int64_t>(topics) * f.rules->log_topic +
                f.rules->log_byte * static_cast<int64_t>(top[-1].low())))
    return Status::out_of_gas;
  if (f.message->is_static) return Status::static_mode_violation;
  std::array<Hash, topics> hashes;
  for (size_t i = 0; i < topics; ++i)
    hashes[i] = Hash::from_word(top[-2 - static_cast<ptrdiff_t>(i)]);
  f.host->emit_log(f.message->recipient, f.view(top[0], top[-1]), hashes);
  return Status::running;
}

}  // namespace

Status LOG0(Frame& f, Word* top) {
  return log<0>(f, top);
}
Status LOG1(Frame& f, Word* top) {
  return log<1>(f, top);
}
Status LOG2(Frame& f, Word* top) {
  return log<2>(f, top);
}
Status LOG3(Frame& f, Word* top) {
  return log<3>(f, top);
}
Status LOG4(Frame& f, Word* top) {
  return log<4>(f, top);
}

}  // namespace mozi::exec::ops
