// The observer of an execution. Without one, tracing costs nothing.
#pragma once

#include <cstdint>
#include <span>

#include "mozi/host.hpp"

namespace mozi {

/// The state of a frame before an opcode runs. All views die with the callback.
struct Step {
  uint32_t pc = 0;
  uint8_t opcode = 0;
  int64_t gas_left = 0;
  int64_t gas_refund = 0;
  int32_t depth = 0;            // 0 for the transaction's own frame
  std::span<const Word> stack;  // bottom first
  BytesView memory;
  BytesView return_data;
  const Message* message = nullptr;
};

/// Receives the events of an execution in order. Only the interpreter traces.
class Tracer {
 public:
  virtual ~Tracer() = default;
  /// A frame begins to run `code`.
  virtual void on_enter(const Message& message, BytesView code) = 0;
  /// An opcode is about to run.
  virtual void on_step(const Step& step) = 0;
  /// The opcode of the last on_step is a call or creation that has been paid for; the frame keeps
  /// `gas_kept` while `message` runs. Comes before the host is asked, whatever that answers.
  virtual void on_call([[maybe_unused]] const Message& message, [[maybe_unused]] int64_t gas_kept) {
  }
  /// The opcode of the last on_step stopped the frame with an error; no gas is left.
  virtual void on_fault(const Step& step, Status status) = 0;
  /// The frame that on_enter announced has ended.
  virtual void on_exit(const Message& message, const Result& result) = 0;
};

}  // namespace mozi
