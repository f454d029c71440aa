// The compiler of hot contracts: bytecode in, machine code out. No LLVM type appears here.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "mozi/types.hpp"
#include "vm/isa/code.hpp"
#include "vm/isa/rules.hpp"
#include "vm/jit/code.hpp"
#include "vm/jit/limits.hpp"

namespace mozi::jit {

/// How much work goes into the machine code.
enum class Effort : uint8_t { quick, full };

/// Receives what a stage of a compilation has made, as text: "blocks", "ssa", "llvm", ...
using PrintTo = std::function<void(std::string_view stage, std::string_view text)>;

/// What one compilation took and made.
struct Statistics {
  size_t regions = 0;
  size_t blocks = 0;
  size_t instructions = 0;
  size_t object_bytes = 0;
};

/// Compiles contracts. Safe for use by several threads; must outlive nothing: code owns itself.
class Jit {
 public:
  Jit();
  ~Jit();

  struct Options {
    Effort effort = Effort::full;
    Limits limits{};
    PrintTo print;  // empty: prints nothing
    Statistics* statistics = nullptr;
  };

  /// The object for `code` under `rules`: what a cache keeps.
  [[nodiscard]] Expected<Bytes> compile(const isa::Code& code, const isa::Rules& rules,
                                        const Options& options);
  /// Machine code from an object of this engine version.
  [[nodiscard]] Expected<std::shared_ptr<const Code>> load(BytesView object);
  /// From here on, what is loaded is listed in /tmp/perf-<pid>.map, where `perf` looks.
  void write_perf_map();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mozi::jit
