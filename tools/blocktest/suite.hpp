// Running many files of block tests, in parallel and in a fixed order of reports.
#pragma once

#include <functional>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tools/blocktest/runner.hpp"
#include "tools/fixtures/file_report.hpp"

namespace mozi::blocktest {

/// Which tests to run. What is not set does not restrict.
struct Filter {
  std::optional<std::string> network;  // in any case
  std::optional<std::regex> name;
};

/// One test that was run.
struct TestReport {
  std::string test;
  std::string network;
  TestResult result;
};

/// One file.
struct FileReport : fixtures::FileReport {
  std::vector<TestReport> tests;  // the failed ones; all, if asked for
};

struct SuiteOptions {
  Filter filter;
  unsigned jobs = 1;
  Reasons reasons = Reasons::ignore;
  bool keep_passed = false;  // report tests that passed, too
};

/// Receives events of a run, one at a time.
struct Observer {
  /// A file is done; files come in the order of the list.
  std::function<void(FileReport)> on_file;
  /// Observes all executions; only for a run with one job.
  Tracer* tracer = nullptr;
};

/// Runs all tests of the files that pass the filter. At most one test per job is in memory.
void run_suite(const std::vector<std::string>& files, const SuiteOptions& options,
               const Observer& observer);

}  // namespace mozi::blocktest
