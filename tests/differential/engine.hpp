// What programs run on: anything that executes the code of one message against a host.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mozi/fork.hpp"
#include "mozi/host.hpp"
#include "mozi/tracer.hpp"

namespace mozi::differential {

/// An engine under test. One thread uses it at a time; nested calls come back to it.
class Engine {
 public:
  virtual ~Engine() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual Result execute(Host& host, Fork fork, const Message& message,
                                       BytesView code, const Hash& code_hash) = 0;
  /// Reports steps to the tracer from now on, null: to nobody. False: this engine does not trace.
  virtual bool trace_with([[maybe_unused]] Tracer* tracer) { return false; }
};

/// Our interpreter as it runs when nobody looks.
[[nodiscard]] std::unique_ptr<Engine> interpreter();
/// The loop that traces: another dispatch over the same opcodes.
[[nodiscard]] std::unique_ptr<Engine> tracing_interpreter();
/// Machine code, made for whatever is run.
[[nodiscard]] std::unique_ptr<Engine> jit();
/// The VM of an EVMC library.
[[nodiscard]] Expected<std::unique_ptr<Engine>> evmc_library(const std::string& path);

/// Our own tiers, the one to compare with first. A new tier gets its line here.
[[nodiscard]] std::vector<std::unique_ptr<Engine>> own_tiers();

}  // namespace mozi::differential
