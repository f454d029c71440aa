// Importing the blocks of a test and comparing the chain with what it must be.
#pragma once

#include <string>
#include <vector>

#include "mozi/tracer.hpp"
#include "tools/blocktest/fixture.hpp"

namespace mozi::blocktest {

/// What came of a block.
struct BlockOutcome {
  bool accepted = false;
  std::string rejection;  // why it was refused
};

/// What came of a test.
struct TestResult {
  bool pass = false;
  std::string error;  // why it did not pass; empty if it did
  Hash head;
  Hash state_root;
  std::vector<BlockOutcome> blocks;      // as far as they were imported
  std::vector<std::string> differences;  // of the accounts, where the test lists them
};

/// Whether a bad block must also be refused for the reason that the test names.
enum class Reasons : uint8_t { ignore, require };

/// Runs one test. All executions report to `tracer`, if there is one.
[[nodiscard]] TestResult run(const Fixture& fixture, Reasons reasons, Tracer* tracer = nullptr);

}  // namespace mozi::blocktest
