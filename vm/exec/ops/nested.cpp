// The way from a frame to the host and back.
#include "vm/exec/ops/nested.hpp"

namespace mozi::exec::ops {
namespace {

constexpr int32_t max_depth = 1024;

Status check(Frame& f, const Word& value) {
  if (f.message->depth >= max_depth) return Status::call_depth_exceeded;
  if (!value.is_zero() && f.host->balance(f.message->recipient) < value)
    return Status::insufficient_balance;
  return Status::running;
}

}  // namespace

Result run_nested(Frame& f, const Message& m, const Word& value) {
  f.set_return_data({});
  if (f.tracer != nullptr) [[unlikely]]
    f.tracer->on_call(m, f.gas);
  if (const Status s = check(f, value); s != Status::running) {
    f.gas += m.gas;
    return {.status = s, .gas_left = m.gas, .gas_refund = 0, .output = {}, .created = {}};
  }
  Result result = f.host->call(m);
  f.gas += result.gas_left;
  if (result.status == Status::success) f.refund += result.gas_refund;
  return result;
}

}  // namespace mozi::exec::ops
