// Tiers: whether bytecode is interpreted or compiled, and the compiler that many Vms can share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mozi {

/// How a Vm runs code. Results are the same; tracing always interprets.
enum class Tier : uint8_t {
  interpret,
  jit,       // compiles what it runs before it runs it, and waits for that
  automatic  // interprets cold code; hot code is compiled beside and used from its next call on
};

/// Compiled contracts by code and rules, and the thread that compiles hot ones. Shared by Vms of
/// any threads; lives as long as one of them holds it.
class Compiler {
 public:
  struct Options {
    size_t max_bytes = size_t{256}
                       << 20;  // of machine code kept; the least recently used goes first
    std::string directory;     // keeps machine code for the next run; empty: does not
    bool quick = false;        // little optimisation: for code that runs once
    /// Receives what each stage of a compilation makes, as text; may be empty.
    std::function<void(std::string_view stage, std::string_view text)> print;
    bool perf_map = false;  // writes /tmp/perf-<pid>.map for the profiler `perf`
  };
  struct Statistics {
    uint64_t compiled = 0;
    uint64_t loaded = 0;   // from the directory
    uint64_t refused = 0;  // too costly to compile; these are interpreted
    uint64_t evicted = 0;
    uint64_t bytes = 0;  // of machine code in use
    double seconds = 0;  // spent compiling
  };

  Compiler();
  explicit Compiler(Options options);
  ~Compiler();

  /// False if this build has no compiler; then every tier interprets.
  static bool available();
  /// Waits until nothing is left to be compiled.
  void wait();
  [[nodiscard]] Statistics statistics() const;

  struct State;

 private:
  friend class Tiering;
  std::unique_ptr<State> state_;
};

}  // namespace mozi
