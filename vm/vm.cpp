// The facade Vm: takes a frame, finds the analysed code, runs it, hands out the result.
#include "mozi/vm.hpp"

#include <utility>

#include "vm/exec/code_cache.hpp"
#include "vm/exec/frame_pool.hpp"
#include "vm/tiering.hpp"

namespace mozi {

struct Vm::State {
  explicit State(Options options)
      : rules(&isa::rules_of(options.fork)), tiering(options.tier, std::move(options.compiler)) {}

  const isa::Rules* rules;
  Tracer* tracer = nullptr;
  exec::FramePool frames;
  // Before the codes: machine code that they keep is unloaded by its compiler, which must be there.
  Tiering tiering;
  exec::CodeCache codes;

  Result run(Host& host, const Message& message, const isa::Code& code, auto&& run_frame);
};

Result Vm::State::run(Host& host, const Message& message, const isa::Code& code, auto&& run_frame) {
  const exec::FramePool::Lease lease(frames);
  exec::Frame& f = *lease;
  f.tracer = tracer;
  f.enter(*rules, host, message, code);
  if (tracer != nullptr) tracer->on_enter(message, code.bytes());

  Result result;
  result.status = run_frame(f);
  if (result.status == Status::success || result.status == Status::revert) {
    result.gas_left = f.gas;
    if (f.output_size != 0) {
      const uint8_t* output = f.memory.data() + f.output_offset;
      result.output = frames.buffers().take();
      result.output.assign(output, output + f.output_size);
    }
  }
  if (result.status == Status::success) result.gas_refund = f.refund;
  if (tracer != nullptr) tracer->on_exit(message, result);
  return result;
}

Vm::Vm() : Vm(Options{}) {}
Vm::Vm(Options options) : state_(std::make_unique<State>(std::move(options))) {}
Vm::~Vm() = default;
Vm::Vm(Vm&&) noexcept = default;
Vm& Vm::operator=(Vm&&) noexcept = default;

Result Vm::execute(Host& host, const Message& message, BytesView code) {
  const isa::Code analysed(code);
  return state_->run(host, message, analysed,
                     [this](exec::Frame& f) { return state_->tiering.run(f); });
}

Result Vm::execute(Host& host, const Message& message, BytesView code, const Hash& code_hash) {
  if (code_hash.is_zero()) return execute(host, message, code);
  // A copy, since nested calls may drop the entry.
  exec::CodeCache::Cached& entry = state_->codes.find(code_hash, code);
  const std::shared_ptr<const isa::Code> analysed = entry.code;
  return state_->run(host, message, *analysed,
                     [&](exec::Frame& f) { return state_->tiering.run(f, entry, code_hash); });
}

void Vm::use_fork(Fork fork) {
  state_->rules = &isa::rules_of(fork);
}

void Vm::use_tier(Tier tier, std::shared_ptr<Compiler> compiler) {
  state_->codes.drop_notes();
  state_->tiering = Tiering(tier, std::move(compiler));
}

void Vm::trace_with(Tracer* tracer) {
  state_->tracer = tracer;
}

}  // namespace mozi
