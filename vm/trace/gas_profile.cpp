// A tracer that adds up, per function of each contract, how often it ran and what gas it took.
#include "vm/trace/gas_profile.hpp"

#include <algorithm>

namespace mozi::trace {
namespace {

GasProfile::Key key_of(const Message& message) {
  if (message.kind == CallKind::create || message.kind == CallKind::create2)
    return {message.recipient, 0, true};
  GasProfile::Key key{message.code_address, 0, false};
  for (const uint8_t byte : message.input.first(std::min<size_t>(message.input.size(), 4)))
    key.selector = key.selector << 8 | byte;
  return key;
}

}  // namespace

void GasProfile::on_enter(const Message&, BytesView) {
  callee_gas_.push_back(0);
}

void GasProfile::on_exit(const Message& message, const Result& result) {
  const int64_t used = message.gas - result.gas_left;
  Entry& entry = entries_[key_of(message)];
  ++entry.calls;
  if (result.status != Status::success) ++entry.failures;
  entry.gas += used;
  entry.own_gas += used - callee_gas_.back();
  entry.least = std::min(entry.least, used);
  entry.most = std::max(entry.most, used);
  callee_gas_.pop_back();
  if (!callee_gas_.empty()) callee_gas_.back() += used;
}

}  // namespace mozi::trace
