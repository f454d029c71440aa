// The virtual machine: runs the code of one message against a host.
#pragma once

#include <memory>

#include "mozi/fork.hpp"
#include "mozi/host.hpp"
#include "mozi/tier.hpp"
#include "mozi/tracer.hpp"

namespace mozi {

/// Runs bytecode. One thread uses a Vm at a time; frames are pooled inside, so keep it.
class Vm {
 public:
  struct Options {
    Fork fork = default_fork;
    Tier tier = Tier::interpret;
    /// Shared by many Vms; null: a Vm whose tier compiles makes one of its own.
    std::shared_ptr<Compiler> compiler = nullptr;
  };

  Vm();
  explicit Vm(Options options);
  ~Vm();
  Vm(Vm&&) noexcept;
  Vm& operator=(Vm&&) noexcept;

  /// Runs `code` for `message`. Never throws, whatever the code. The host does value transfers,
  /// creations and reverts of nested calls; this only interprets.
  Result execute(Host& host, const Message& message, BytesView code);
  /// The same with a code hash as key of the caches of analysed and compiled code (zero: neither is
  /// kept, and Tier::automatic interprets).
  Result execute(Host& host, const Message& message, BytesView code, const Hash& code_hash);

  /// Follows the rules of another fork from now on; not to be called while it executes.
  void use_fork(Fork fork);
  /// Runs by another tier from now on; see Options.
  void use_tier(Tier tier, std::shared_ptr<Compiler> compiler = nullptr);
  /// Reports every step to `tracer` from now on; null stops it. The tracer must outlive its use.
  void trace_with(Tracer* tracer);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mozi
