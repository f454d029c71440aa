// Effect opcodes that end the frame: RETURN, REVERT, SELFDESTRUCT.
#include "vm/exec/ops/ops.hpp"

namespace mozi::exec::ops {
namespace {

Status end_with_output(Frame& f, Word* top, Status status) {
  if (!f.reach(top[0], top[-1])) return Status::out_of_gas;
  f.output_offset = top[-1].is_zero() ? 0 : top[0].low();
  f.output_size = top[-1].low();
  return status;
}

/// Whether sending `f`'s balance to `beneficiary` brings an account into being.
bool makes_account(Frame& f, const Address& beneficiary) {
  // EIP-161: an account that gets nothing is not made.
  if (f.rules->new_account_needs_value && f.host->balance(f.message->recipient).is_zero())
    return false;
  return !f.host->account_exists(beneficiary);
}

}  // namespace

Status RETURN(Frame& f, Word* top) {
  return end_with_output(f, top, Status::success);
}
Status REVERT(Frame& f, Word* top) {
  return end_with_output(f, top, Status::revert);
}

Status SELFDESTRUCT(Frame& f, Word* top) {
  const isa::Rules& rules = *f.rules;
  const auto beneficiary = Address::from_word(top[0]);
  if (rules.access_lists && f.host->access_account(beneficiary) == Access::cold &&
      !f.charge(rules.cold_selfdestruct_surcharge))
    return Status::out_of_gas;
  if (rules.selfdestruct_new_account != 0 && makes_account(f, beneficiary) &&
      !f.charge(rules.selfdestruct_new_account))
    return Status::out_of_gas;
  if (f.message->is_static) return Status::static_mode_violation;
  if (f.host->selfdestruct(f.message->recipient, beneficiary))
    f.refund += rules.selfdestruct_refund;
  return Status::success;
}

}  // namespace mozi::exec::ops
