// The virtual machine: runs the code of one message against a host.
#pragma once

#include <memory>

#include "mozi/fork.hpp"
#include "mozi/host.hpp"
#include "mozi/tracer.hpp"

namespace mozi {

/// Runs bytecode. One thread uses a Vm at a time; frames are pooled inside, so keep it.
class Vm {
 public:
  struct Options {
    Fork fork = default_fork;
  };

  Vm();
  explicit Vm(Options options);
  ~Vm();
  Vm(Vm&&) noexcept;
  Vm& operator=(Vm&&) noexcept;

  /// Runs `code` for `message`. Never throws, whatever the code. The host does value transfers,
  /// creations and reverts of nested calls; this only interprets.
  Result execute(Host& host, const Message& message, BytesView code);
  /// The same with a code hash as key of the analysis cache (zero: do not cache).
  Result execute(Host& host, const Message& message, BytesView code, const Hash& code_hash);

  /// Follows the rules of another fork from now on; not to be called while it executes.
  void use_fork(Fork fork);
  /// Reports every step to `tracer` from now on; null stops it. The tracer must outlive its use.
  void trace_with(Tracer* tracer);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mozi
