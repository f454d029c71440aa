// The engines there are.
#include "tests/differential/engine.hpp"

#include "mozi/vm.hpp"
#include "vm/evmc/client.hpp"

namespace mozi::differential {
namespace {

/// Takes part in a run as an observer that does not look.
class Blind final : public Tracer {
 public:
  void on_enter(const Message&, BytesView) override {}
  void on_step(const Step&) override {}
  void on_fault(const Step&, Status) override {}
  void on_exit(const Message&, const Result&) override {}
};

class OwnTier : public Engine {
 public:
  OwnTier(std::string name, const Vm::Options& options) : name_(std::move(name)), vm_(options) {}

  [[nodiscard]] std::string name() const override { return name_; }
  Result execute(Host& host, Fork fork, const Message& message, BytesView code,
                 const Hash& code_hash) override {
    if (fork != fork_) vm_.use_fork(fork);
    fork_ = fork;
    return vm_.execute(host, message, code, code_hash);
  }
  bool trace_with(Tracer* tracer) override {
    vm_.trace_with(tracer);
    return true;
  }

 private:
  std::string name_;
  Vm vm_;
  Fork fork_ = default_fork;
};

/// Only interpreters trace.
class CompilingTier final : public OwnTier {
 public:
  CompilingTier() : OwnTier("JIT", {.tier = Tier::jit}) {}
  bool trace_with(Tracer*) override { return false; }
};

class TracingTier final : public OwnTier {
 public:
  TracingTier() : OwnTier("tracing interpreter", {}) { OwnTier::trace_with(&blind_); }
  bool trace_with(Tracer* tracer) override {
    return OwnTier::trace_with(tracer == nullptr ? &blind_ : tracer);
  }

 private:
  Blind blind_;
};

class Foreign final : public Engine {
 public:
  explicit Foreign(evmc::Client client) : client_(std::move(client)) {}
  [[nodiscard]] std::string name() const override {
    return "EVMC library '" + std::string(client_.name()) + "'";
  }
  Result execute(Host& host, Fork fork, const Message& message, BytesView code,
                 const Hash&) override {
    return client_.execute(host, fork, message, code);
  }

 private:
  evmc::Client client_;
};

}  // namespace

std::unique_ptr<Engine> interpreter() {
  return std::make_unique<OwnTier>("interpreter", Vm::Options{});
}

std::unique_ptr<Engine> tracing_interpreter() {
  return std::make_unique<TracingTier>();
}

std::unique_ptr<Engine> jit() {
  return std::make_unique<CompilingTier>();
}

Expected<std::unique_ptr<Engine>> evmc_library(const std::string& path) {
  auto client = evmc::Client::load(path);
  if (!client) return std::unexpected(client.error());
  return std::make_unique<Foreign>(std::move(*client));
}

std::vector<std::unique_ptr<Engine>> own_tiers() {
  std::vector<std::unique_ptr<Engine>> tiers;
  tiers.push_back(interpreter());
  tiers.push_back(tracing_interpreter());
  tiers.push_back(jit());
  return tiers;
}

}  // namespace mozi::differential
