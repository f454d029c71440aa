// Runs tests: once, with drawn arguments, or as random sequences of steps.
#pragma once

#include "tools/test/world.hpp"

namespace mozi::test {

struct RunnerOptions {
  uint64_t seed = 1;
  uint64_t runs = 256;      // of a fuzz test
  uint64_t sequences = 32;  // of a stateful test
  uint64_t steps = 50;      // of a sequence, at most
};

/// How one test ended.
struct Report {
  std::string name;
  bool passed = true;
  std::string message = {};               // of a failure: "vault_test.cpp:14: expected 5, got 4"
  std::vector<std::string> details = {};  // the arguments or steps that fail
  uint64_t runs = 1;
  uint64_t gas = 0;  // of a plain test's transactions
  bool is_plain = true;
};

Report run_test(const Tests::Test& test, World::Shared& shared, const RunnerOptions& options);

}  // namespace mozi::test
