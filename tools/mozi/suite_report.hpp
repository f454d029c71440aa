// What runs of test files print: failures or JSON as they come, progress, a summary at the end.
#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "mozi/types.hpp"
#include "tools/fixtures/file_report.hpp"
#include "tools/mozi/console.hpp"

namespace mozi::cli {

/// What a run adds up to.
struct Totals {
  size_t files = 0;
  size_t passed = 0;
  size_t failed = 0;
  size_t broken = 0;         // files or tests that cannot be read
  size_t other_tests = 0;    // of kinds that the command does not run
  size_t unknown_forks = 0;  // cases of forks that nobody here knows

  [[nodiscard]] size_t cases() const { return passed + failed; }
};

/// Prints what comes of files and adds it up. With `results`, all results go to stdout as one JSON
/// array, and the summary to stderr; otherwise failures go to stdout as text.
class SuiteReport {
 public:
  SuiteReport(bool results, size_t files);

  /// Adds the counts of a file, of whatever kind of test.
  void add_file(const fixtures::FileReport& file);
  /// A result as JSON; printed if results are.
  void add_result(const nlohmann::json& result);
  /// A failure in words, with lines of explanation; printed if results are not.
  void add_failure(std::string_view test, std::string_view why,
                   const std::vector<std::string>& explanation);

  /// Prints the end; returns the exit code. No summary where the caller wants none.
  enum class Summary : uint8_t { print, omit };
  int finish(Summary summary);

 private:
  void add_broken(const std::string& line);
  void show_progress();

  bool results_;
  bool first_ = true;
  Progress progress_;
  Totals totals_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Reads a regular expression for names; nothing for no text.
[[nodiscard]] Expected<std::optional<std::regex>> read_name_filter(const std::string& text);

/// The number of threads that was asked for; one per core for 0.
unsigned jobs_or_cores(unsigned jobs);

}  // namespace mozi::cli
