// What runs of test files print: failures or JSON as they come, progress, a summary at the end.
#include "tools/mozi/suite_report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "tools/mozi/commands.hpp"
#include "tools/support/fail.hpp"

namespace mozi::cli {
namespace {

void print_summary(std::FILE* stream, const Totals& totals, double seconds) {
  const double rate = totals.cases() == 0 ? 0
                                          : 100.0 * static_cast<double>(totals.passed) /
                                                static_cast<double>(totals.cases());
  // Rounded down: only a full pass reads 100.
  const double shown = static_cast<double>(static_cast<int64_t>(rate * 100)) / 100;
  std::string line =
      fmt::format("{} of {} cases passed ({:.2f} %) in {} files, {:.1f} s, {:.0f} cases/s",
                  totals.passed, totals.cases(), shown, totals.files, seconds,
                  static_cast<double>(totals.cases()) / std::max(seconds, 1e-9));
  const auto add = [&line](size_t count, const char* one, const char* many) {
    if (count != 0) line += fmt::format("; {} {}", count, count == 1 ? one : many);
  };
  add(totals.broken, "file or test unreadable", "files or tests unreadable");
  add(totals.other_tests, "test of another kind skipped", "tests of other kinds skipped");
  add(totals.unknown_forks, "case of an unknown fork skipped", "cases of unknown forks skipped");
  const bool good = totals.failed == 0 && totals.broken == 0 && totals.cases() != 0;
  fmt::print(stream, "{}\n", painted(stream, good ? Tone::good : Tone::bad, line));
}

}  // namespace

SuiteReport::SuiteReport(bool results, size_t files) : results_(results), progress_(files) {
  if (results_) print("[");
}

void SuiteReport::add_file(const fixtures::FileReport& file) {
  ++totals_.files;
  totals_.passed += file.passed;
  totals_.failed += file.failed;
  totals_.other_tests += file.other_tests;
  totals_.unknown_forks += file.unknown_forks;
  if (!file.error.empty()) add_broken(file.error);
  for (const std::string& line : file.broken) add_broken(file.path + ": " + line);
  show_progress();
}

void SuiteReport::add_result(const nlohmann::json& result) {
  if (!results_) return;
  progress_.clear();
  print("{}\n  {}", first_ ? "" : ",",
        result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  first_ = false;
}

void SuiteReport::add_failure(std::string_view test, std::string_view why,
                              const std::vector<std::string>& explanation) {
  if (results_) return;
  progress_.clear();
  print("{} {}: {}\n", painted(stdout, Tone::bad, "FAIL"), one_line(test), why);
  for (const std::string& line : explanation) print("     {}\n", line);
}

void SuiteReport::add_broken(const std::string& line) {
  ++totals_.broken;
  progress_.clear();
  print_error("{}", line);
}

void SuiteReport::show_progress() {
  progress_.show(totals_.files,
                 fmt::format("{} cases, {} failed", totals_.cases(), totals_.failed));
}

int SuiteReport::finish(Summary summary) {
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin_;
  progress_.clear();
  if (results_) print("{}]\n", first_ ? "" : "\n");
  if (summary == Summary::print)
    print_summary(results_ ? stderr : stdout, totals_, seconds.count());
  if (totals_.failed != 0) return exit_failed;
  if (totals_.cases() == 0 && totals_.broken == 0) print_error("no case matches");
  return totals_.broken != 0 || totals_.cases() == 0 ? exit_bad_input : exit_ok;
}

Expected<std::optional<std::regex>> read_name_filter(const std::string& text) {
  if (text.empty()) return std::nullopt;
  try {
    return std::regex(text);
  } catch (const std::regex_error&) {
    return fail("--run: expected a regular expression, got '{}'", text);
  }
}

unsigned jobs_or_cores(unsigned jobs) {
  return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace mozi::cli
