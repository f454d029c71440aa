// The optimiser's face: runs the passes of a level over a program, in a readable order.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "compiler/ir/ir.hpp"
#include "mozi/types.hpp"

namespace mozi::opt {

/// O0 lowers only what codegen cannot take; O2 is the default; Os prefers bytes over gas.
enum class Level : uint8_t { O0, O1, O2, Os };

struct Options {
  Level level = Level::O2;
  /// Called after each pass with its name, first after "lower"; for --print-after.
  std::function<void(std::string_view pass, const ir::Program&)> after;
};

/// Optimises in place. The program verifies before and after.
void optimise(ir::Program& program, const Options& options);

/// One row of passes.def.
struct PassInfo {
  std::string_view name;
  std::string_view doc;
};
std::span<const PassInfo> passes();
/// Runs the pass of that name alone, on every function; true if it changed anything.
Expected<bool> run_pass(std::string_view name, ir::Program& program);

}  // namespace mozi::opt
