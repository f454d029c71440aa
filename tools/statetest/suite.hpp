// Running many files of state tests, in parallel and in a fixed order of reports.
#pragma once

#include <functional>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "mozi/types.hpp"
#include "tools/fixtures/file_report.hpp"
#include "tools/statetest/runner.hpp"

namespace mozi::statetest {

/// Which cases to run. What is not set does not restrict.
struct Filter {
  std::optional<Fork> fork;
  std::optional<std::regex> name;
  std::optional<size_t> index;  // of the case in its fork's list
  std::optional<size_t> data;
  std::optional<size_t> gas;
  std::optional<size_t> value;
};

/// One case that was run.
struct CaseReport {
  std::string test;
  std::string fork;
  size_t index = 0;
  size_t data = 0;
  size_t gas = 0;
  size_t value = 0;
  CaseResult result;
  std::vector<std::string> explanation;  // of a failure, if asked for
};

/// One file.
struct FileReport : fixtures::FileReport {
  std::vector<CaseReport> cases;  // the failed ones; all, if asked for
};

struct SuiteOptions {
  Filter filter;
  unsigned jobs = 1;
  bool explain = false;      // say which accounts differ
  bool keep_passed = false;  // report cases that passed, too
  Tier tier = Tier::interpret;
  std::shared_ptr<Compiler> compiler = nullptr;  // of all jobs
};

/// Receives events of a run, one at a time.
struct Observer {
  /// A file is done; files come in the order of the list.
  std::function<void(FileReport)> on_file;
  /// Before and after each case; only for a run with one job, whose runner may be traced.
  std::function<void(Runner&)> on_begin;
  std::function<void(const CaseReport&)> on_case;
};

/// Runs all cases of the files that pass the filter. At most one test per job is in memory.
void run_suite(const std::vector<std::string>& files, const SuiteOptions& options,
               const Observer& observer);

}  // namespace mozi::statetest
