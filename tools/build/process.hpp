// Running another program and reading what it says.
#pragma once

#include <string>
#include <vector>

#include "mozi/types.hpp"

namespace mozi::build {

/// How a program ended and what it wrote.
struct Outcome {
  int exit_code = 0;  // 128 + the signal if one ended it
  std::string out;
  std::string err;
};

/// Runs a program to its end; the first argument names it and is looked up in PATH. Says why if it
/// cannot be started.
[[nodiscard]] Expected<Outcome> run_process(const std::vector<std::string>& arguments);

/// The same with this program's own input and outputs; the exit code.
[[nodiscard]] Expected<int> run_attached(const std::vector<std::string>& arguments);

/// Where PATH leads for a program's name; empty if nowhere.
std::string find_program(const std::string& name);

}  // namespace mozi::build
