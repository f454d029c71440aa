// Running a program on an engine, and writing down everything that can be seen of it.
#pragma once

#include "tests/differential/engine.hpp"
#include "tests/differential/program.hpp"

namespace mozi::differential {

/// What an execution showed, a line each: status, gas, refund, output, logs, accounts, warm slots.
struct Observation {
  std::vector<std::string> lines;
  std::vector<std::string> steps;  // if it was traced
  uint64_t gas_used = 0;
  bool success = false;
};

enum class Steps : uint8_t { ignore, record };

/// Runs the program in the world that every program begins in. Requires that the engine's name for
/// steps is asked for only where it traces.
[[nodiscard]] Observation observe(Engine& engine, const Program& program,
                                  Steps steps = Steps::ignore);

/// How two engines differ on a program, a line each; empty if they do not. Steps are compared where
/// both trace.
[[nodiscard]] std::vector<std::string> differences(Engine& one, Engine& other,
                                                   const Program& program,
                                                   Steps steps = Steps::ignore);

}  // namespace mozi::differential
