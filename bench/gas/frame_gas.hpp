// Measures the outermost frame: its gas with calls, and the part that a compiler decides.
#pragma once

#include "mozi/tracer.hpp"

namespace mozi::gas {

/// `exec` is everything the frame spent, refunds not deducted; `overhead` leaves out storage, logs,
/// hashing, calls and look-ups of accounts.
class FrameGas final : public Tracer {
 public:
  void on_enter(const Message& message, BytesView code) override;
  void on_step(const Step& step) override;
  void on_fault(const Step& step, Status status) override;
  void on_exit(const Message& message, const Result& result) override;

  [[nodiscard]] uint64_t exec() const { return static_cast<uint64_t>(exec_); }
  [[nodiscard]] uint64_t overhead() const { return static_cast<uint64_t>(overhead_); }

 private:
  void close(int64_t gas_left);

  int64_t exec_ = 0;
  int64_t overhead_ = 0;
  int64_t last_gas_ = 0;
  bool open_ = false;  // the last step at depth 0 has no cost yet
  uint8_t last_opcode_ = 0;
};

}  // namespace mozi::gas
