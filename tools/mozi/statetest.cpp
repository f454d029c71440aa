// mozi statetest: runs the official Ethereum state tests.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/fixtures/files.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/input.hpp"
#include "tools/mozi/suite_report.hpp"
#include "tools/mozi/tier.hpp"
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
  TierOptions tier;
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
  auto name = read_name_filter(options.run);
  if (!name) return std::unexpected(name.error());
  filter.name = std::move(*name);
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

void print_file(SuiteReport& out, const statetest::FileReport& file) {
  for (const auto& report : file.cases) {
    out.add_result(to_json(report));
    if (report.result.pass) continue;
    out.add_failure(fmt::format("{} [{} d{} g{} v{}] {}", report.test, report.fork, report.data,
                                report.gas, report.value, file.path),
                    report.result.error, report.explanation);
  }
  out.add_file(file);
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
  const auto files = fixtures::find_files(options.paths);
  if (!files) return print_error("{}", files.error().message), exit_bad_input;

  const auto tier = choose_tier(options.tier, true);
  if (!tier) return print_error("{}", tier.error().message), exit_bad_input;

  statetest::SuiteOptions suite{.filter = *filter,
                                .jobs = jobs_or_cores(options.jobs),
                                .explain = options.explain,
                                .keep_passed = options.results,
                                .tier = tier->tier,
                                .compiler = tier->compiler};
  StderrTrace trace;
  SuiteReport out(options.results, files->size());
  statetest::Observer observer;
  observer.on_file = [&](const statetest::FileReport& file) { print_file(out, file); };
  if (options.trace) {
    suite.jobs = 1;
    observer.on_begin = [&](statetest::Runner& runner) { trace.begin(runner); };
    observer.on_case = [&](const statetest::CaseReport& report) { trace.end(report); };
  }
  statetest::run_suite(*files, suite, observer);
  return out.finish(options.trace ? SuiteReport::Summary::omit : SuiteReport::Summary::print);
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
  declare_tier(app, options->tier);
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
