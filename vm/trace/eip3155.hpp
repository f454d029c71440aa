// A tracer that writes one JSON line per opcode, in the format of EIP-3155.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/tracer.hpp"

namespace mozi::trace {

/// Writes a line when the opcode's cost is known, which is when the next event of the execution
/// arrives; so memory stays constant however long the trace is.
class Eip3155 final : public Tracer {
 public:
  /// Receives whole lines, newline included, several at a time.
  using Sink = std::function<void(std::string_view lines)>;
  struct Options {
    bool memory = false;
    bool return_data = true;
  };

  /// The sink must outlive the tracer.
  explicit Eip3155(Sink sink) : Eip3155(std::move(sink), Options{}) {}
  Eip3155(Sink sink, Options options) : sink_(std::move(sink)), options_(options) {}
  ~Eip3155() override { flush(); }

  void on_enter(const Message& message, BytesView code) override;
  void on_step(const Step& step) override;
  void on_call(const Message& message, int64_t gas_kept) override;
  void on_fault(const Step& step, Status status) override;
  void on_exit(const Message& message, const Result& result) override;

  /// The object that ends the trace of a transaction.
  struct Summary {
    bool pass = false;
    int64_t gas_used = 0;
    BytesView output = {};
    const Hash* state_root = nullptr;  // left out if null
    std::string_view fork = {};        // left out if empty
  };
  void finish(const Summary& summary);
  /// Hands everything complete to the sink.
  void flush();

 private:
  void close_line(int64_t gas_cost, std::string_view error);

  Sink sink_;
  Options options_;
  std::string buffer_;  // complete lines
  std::string head_;    // the open line up to its cost
  std::string tail_;    // the open line after its cost
  bool open_ = false;
  int64_t open_gas_ = 0;
};

}  // namespace mozi::trace
