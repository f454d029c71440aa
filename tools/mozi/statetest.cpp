// mozi statetest: runs the official Ethereum state tests.
#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/input.hpp"
#include "tools/statetest/suite.hpp"
#include "vm/trace/eip3155.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct StatetestOptions {
  std::vector<std::string> paths;
  std::string fork;
  std::string run;
  std::optional<size_t> index;
  std::optional<size_t> data;
  std::optional<size_t> gas;
  std::optional<size_t> value;
  unsigned jobs = 0;
  bool trace = false;
  bool results = false;
  bool explain = false;
};

struct Totals {
  size_t files = 0;
  size_t passed = 0;
  size_t failed = 0;
  size_t broken = 0;
  size_t other_tests = 0;
  size_t unknown_forks = 0;

  [[nodiscard]] size_t cases() const { return passed + failed; }
};

Expected<statetest::Filter> make_filter(const StatetestOptions& options) {
  statetest::Filter filter;
  filter.index = options.index;
  filter.data = options.data;
  filter.gas = options.gas;
  filter.value = options.value;
  if (!options.fork.empty()) {
    const auto fork = read_fork(options.fork);
    if (!fork) return std::unexpected(fork.error());
    filter.fork = *fork;
  }
  try {
    if (!options.run.empty()) filter.name = std::regex(options.run);
  } catch (const std::regex_error&) {
    return std::unexpected(
        Error{fmt::format("--run: expected a regular expression, got '{}'", options.run)});
  }
  return filter;
}

/// The shape of geth's results, with revm's indexes.
json to_json(const statetest::CaseReport& report) {
  json object = {{"name", report.test},
                 {"pass", report.result.pass},
                 {"stateRoot", to_hex(report.result.state_root)},
                 {"fork", report.fork},
                 {"d", report.data},
                 {"g", report.gas},
                 {"v", report.value},
                 {"gasUsed", report.result.gas_used},
                 {"logsHash", to_hex(report.result.logs_hash)}};
  if (!report.result.error.empty()) object["error"] = report.result.error;
  if (!report.result.rejection.empty()) object["rejection"] = report.result.rejection;
  return object;
}

void print_failure(const std::string& path, const statetest::CaseReport& report) {
  print("{} {} [{} d{} g{} v{}] {}: {}\n", painted(stdout, Tone::bad, "FAIL"),
        one_line(report.test), report.fork, report.data, report.gas, report.value, path,
        report.result.error);
  for (const std::string& line : report.explanation) print("     {}\n", line);
}

/// Prints files as they come and adds them up.
class Reporter {
 public:
  Reporter(bool results, size_t files) : results_(results), progress_(files) {
    if (results_) print("[");
  }

  void add(const statetest::FileReport& file) {
    ++totals_.files;
    totals_.passed += file.passed;
    totals_.failed += file.failed;
    totals_.other_tests += file.other_tests;
    totals_.unknown_forks += file.unknown_forks;
    if (!file.error.empty()) print_broken(file.error);
    for (const std::string& line : file.broken) print_broken(file.path + ": " + line);
    for (const auto& report : file.cases) print_case(file.path, report);
    progress_.show(totals_.files,
                   fmt::format("{} cases, {} failed", totals_.cases(), totals_.failed));
  }

  const Totals& finish() {
    progress_.clear();
    if (results_) print("{}]\n", first_ ? "" : "\n");
    return totals_;
  }

 private:
  void print_broken(const std::string& line) {
    ++totals_.broken;
    progress_.clear();
    print_error("{}", line);
  }

  void print_case(const std::string& path, const statetest::CaseReport& report) {
    progress_.clear();
    if (!results_) return print_failure(path, report);
    print("{}\n  {}", first_ ? "" : ",",
          to_json(report).dump(-1, ' ', false, json::error_handler_t::replace));
    first_ = false;
  }

  bool results_;
  bool first_ = true;
  Progress progress_;
  Totals totals_;
};

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

/// EIP-3155 lines on stderr; after each case the state root, where goevmlab looks for it.
class StderrTrace {
 public:
  void begin(statetest::Runner& runner) { runner.trace_with(&tracer_); }
  void end(const statetest::CaseReport& report) {
    const statetest::CaseResult& result = report.result;
    tracer_.finish({.pass = result.pass,
                    .gas_used = static_cast<int64_t>(result.gas_used),
                    .output = result.output,
                    .state_root = &result.state_root,
                    .fork = report.fork});
  }

 private:
  trace::Eip3155 tracer_{
      [](std::string_view lines) { std::fwrite(lines.data(), 1, lines.size(), stderr); },
      {.memory = false, .return_data = false}};
};

int run_statetest(const StatetestOptions& options) {
  const auto filter = make_filter(options);
  if (!filter) return print_error("{}", filter.error().message), exit_bad_input;
  const auto files = statetest::find_files(options.paths);
  if (!files) return print_error("{}", files.error().message), exit_bad_input;

  statetest::SuiteOptions suite{
      .filter = *filter, .jobs = options.jobs, .explain = options.explain};
  suite.keep_passed = options.results;
  if (suite.jobs == 0) suite.jobs = std::max(1u, std::thread::hardware_concurrency());
  StderrTrace trace;
  Reporter reporter(options.results, files->size());
  statetest::Observer observer;
  observer.on_file = [&](const statetest::FileReport& file) { reporter.add(file); };
  if (options.trace) {
    suite.jobs = 1;
    observer.on_begin = [&](statetest::Runner& runner) { trace.begin(runner); };
    observer.on_case = [&](const statetest::CaseReport& report) { trace.end(report); };
  }

  const auto begin = std::chrono::steady_clock::now();
  statetest::run_suite(*files, suite, observer);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  const Totals& totals = reporter.finish();
  if (!options.trace) print_summary(options.results ? stderr : stdout, totals, seconds.count());
  if (totals.failed != 0) return exit_failed;
  if (totals.cases() == 0 && totals.broken == 0) print_error("no case matches");
  return totals.broken != 0 || totals.cases() == 0 ? exit_bad_input : exit_ok;
}

}  // namespace

Action declare_statetest(CLI::App& app) {
  auto options = std::make_shared<StatetestOptions>();
  app.add_option("PATHS", options->paths, "Test files, and folders with *.json files")->required();
  app.add_option("--fork", options->fork, "Only cases of this fork");
  app.add_option("--run", options->run, "Only tests whose name matches this regular expression");
  app.add_option("--index", options->index, "Only the case with this place in its fork's list");
  app.add_option("-d,--data", options->data, "Only cases with this index of data");
  app.add_option("-g,--gas", options->gas, "Only cases with this index of gas limit");
  app.add_option("-v,--value", options->value, "Only cases with this index of value");
  app.add_option("-j,--jobs", options->jobs, "Threads (default: one per core)");
  app.add_flag("--explain", options->explain,
               "For failures of tests that list the accounts afterwards: which differ");
  app.add_flag("--json", options->trace,
               "EIP-3155 trace lines on stderr, and the results as JSON on stdout");
  app.add_flag("-o,--json-outcome", options->results, "The results as JSON on stdout, no trace");
  return [options] {
    options->results |= options->trace;
    return run_statetest(*options);
  };
}

}  // namespace mozi::cli
