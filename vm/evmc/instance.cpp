// One VM of libmozi-evmc: options, engine, caches.
#include "vm/evmc/instance.hpp"

#include "vm/evmc/host.hpp"
#include "vm/exec/precompiles.hpp"

namespace mozi::evmc {
namespace {

/// A name for the calling thread that no other has at the same time.
const void* this_thread() {
  static thread_local const char mark = 0;
  return &mark;
}

bool is_creation(const Message& message) {
  return message.kind == CallKind::create || message.kind == CallKind::create2;
}

Result run_precompile(const isa::Rules& rules, const Message& message) {
  auto ran = exec::run_precompile(rules, message.code_address, message.input, message.gas);
  Result result;
  result.status = ran.status;
  result.gas_left = ran.gas_left;
  result.output = std::move(ran.output);
  return result;
}

std::optional<Tier> parse_tier(std::string_view value) {
  if (value == "interpret") return Tier::interpret;
  if (value == "jit") return Tier::jit;
  if (value == "automatic") return Tier::automatic;
  return {};
}

std::optional<bool> parse_switch(std::string_view value) {
  if (value == "1" || value.empty()) return true;
  if (value == "0") return false;
  return {};
}

}  // namespace

void Instance::FileCloser::operator()(std::FILE* file) const {
  if (file != stderr) std::fclose(file);
}

evmc_capabilities_flagset Instance::capabilities() const {
  evmc_capabilities_flagset all = EVMC_CAPABILITY_EVM1;
  if (precompiles_) all |= EVMC_CAPABILITY_PRECOMPILES;
  return all;
}

bool Instance::trace_to(std::string_view target) {
  vm_.trace_with(nullptr);
  tracer_.reset();
  trace_file_.reset();
  if (target == "0") return true;
  const bool to_stderr = target.empty() || target == "1" || target == "-";
  trace_file_.reset(to_stderr ? stderr : std::fopen(std::string(target).c_str(), "wb"));
  if (trace_file_ == nullptr) return false;
  std::FILE* file = trace_file_.get();
  tracer_.emplace(
      [file](std::string_view lines) { std::fwrite(lines.data(), 1, lines.size(), file); },
      trace::Eip3155::Options{});
  vm_.trace_with(&*tracer_);
  return true;
}

evmc_set_option_result Instance::set_option(std::string_view name, std::string_view value) {
  if (name == "trace")
    return trace_to(value) ? EVMC_SET_OPTION_SUCCESS : EVMC_SET_OPTION_INVALID_VALUE;
  if (name == "tier") {
    const auto tier = parse_tier(value);
    if (!tier) return EVMC_SET_OPTION_INVALID_VALUE;
    tier_ = *tier;
    vm_.use_tier(tier_);
    return EVMC_SET_OPTION_SUCCESS;
  }
  bool* const option = name == "precompiles" ? &precompiles_
                       : name == "lattice"   ? &lattice_
                                             : nullptr;
  if (option == nullptr) return EVMC_SET_OPTION_INVALID_NAME;
  const auto on = parse_switch(value);
  if (!on) return EVMC_SET_OPTION_INVALID_VALUE;
  *option = *on;
  return EVMC_SET_OPTION_SUCCESS;
}

/// An execution by the owner. One that is left by an exception, for want of memory, leaves a Vm in
/// the middle of things: then there is a new one.
class Instance::Turn {
 public:
  explicit Turn(Instance& instance) : instance_(instance) { ++instance_.depth_; }
  ~Turn() {
    if (--instance_.depth_ != 0) return;
    if (!ended_) instance_.restart();
    if (instance_.tracer_) instance_.tracer_->flush();
    instance_.owner_.store(nullptr, std::memory_order_release);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  void end() { ended_ = true; }

 private:
  Instance& instance_;
  bool ended_ = false;
};

void Instance::restart() {
  vm_ = Vm({.fork = fork_, .tier = tier_});
  if (tracer_) vm_.trace_with(&*tracer_);
}

/// Executes with what is cached, if this thread may have it, else with a Vm made for the occasion.
Result Instance::execute_here(Host& host, Fork fork, const Message& message, BytesView code) {
  const void* const self = this_thread();
  const void* nobody = nullptr;
  const bool owns = owner_.load(std::memory_order_acquire) == self ||
                    owner_.compare_exchange_strong(nobody, self, std::memory_order_acq_rel);
  // A host may change the rules between executions, but the Vm not within one.
  if (!owns || (depth_ != 0 && fork != fork_)) {
    Vm vm({.fork = fork});
    return vm.execute(host, message, code);
  }
  Turn turn(*this);
  if (depth_ == 1 && fork != fork_) {
    fork_ = fork;
    vm_.use_fork(fork);
  }
  // Init code rarely runs twice.
  const Hash id = is_creation(message) ? Hash{} : ids_.id_of(code);
  Result result = vm_.execute(host, message, code, id);
  turn.end();
  return result;
}

evmc_result Instance::execute(const evmc_host_interface& host, evmc_host_context* context,
                              evmc_revision revision, const evmc_message& message, BytesView code) {
  const auto fork = to_fork(revision);
  if (!fork || message.kind < EVMC_CALL || message.kind > EVMC_CREATE2) {
    evmc_result rejected{};
    rejected.status_code = EVMC_REJECTED;
    return rejected;
  }
  const Message ours = to_message(message);
  if (precompiles_ && !is_creation(ours) && !ours.delegated) {
    isa::Rules rules = isa::rules_of(*fork);
    rules.lattice = lattice_;
    if (exec::is_precompile(rules, ours.code_address)) return to_evmc(run_precompile(rules, ours));
  }
  ForeignHost foreign(host, context);
  return to_evmc(execute_here(foreign, *fork, ours, code));
}

}  // namespace mozi::evmc
