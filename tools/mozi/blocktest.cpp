// mozi blocktest: runs the official Ethereum block tests.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/blocktest/suite.hpp"
#include "tools/fixtures/files.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/suite_report.hpp"
#include "vm/trace/eip3155.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct BlocktestOptions {
  std::vector<std::string> paths;
  std::string network;
  std::string run;
  unsigned jobs = 0;
  bool trace = false;
  bool results = false;
  bool explain = false;
  bool reasons = false;
};

json to_json(const blocktest::TestReport& report) {
  const blocktest::TestResult& result = report.result;
  json object = {{"name", report.test},
                 {"pass", result.pass},
                 {"network", report.network},
                 {"lastBlockHash", to_hex(result.head)},
                 {"stateRoot", to_hex(result.state_root)}};
  if (!result.error.empty()) object["error"] = result.error;
  json rejections = json::object();
  for (size_t i = 0; i < result.blocks.size(); ++i)
    if (!result.blocks[i].accepted) rejections[std::to_string(i)] = result.blocks[i].rejection;
  if (!rejections.empty()) object["rejections"] = std::move(rejections);
  return object;
}

void print_file(SuiteReport& out, const blocktest::FileReport& file, bool explain) {
  for (const auto& test : file.tests) {
    out.add_result(to_json(test));
    if (test.result.pass) continue;
    out.add_failure(fmt::format("{} [{}] {}", test.test, test.network, file.path),
                    test.result.error,
                    explain ? test.result.differences : std::vector<std::string>());
  }
  out.add_file(file);
}

int run_blocktest(const BlocktestOptions& options) {
  auto name = read_name_filter(options.run);
  if (!name) return print_error("{}", name.error().message), exit_bad_input;
  const auto files = fixtures::find_files(options.paths);
  if (!files) return print_error("{}", files.error().message), exit_bad_input;

  blocktest::SuiteOptions suite;
  suite.filter.name = std::move(*name);
  if (!options.network.empty()) suite.filter.network = options.network;
  suite.jobs = options.trace ? 1 : jobs_or_cores(options.jobs);
  suite.reasons = options.reasons ? blocktest::Reasons::require : blocktest::Reasons::ignore;
  suite.keep_passed = options.results;
  trace::Eip3155 tracer(
      [](std::string_view lines) { std::fwrite(lines.data(), 1, lines.size(), stderr); },
      {.memory = false, .return_data = false});
  SuiteReport out(options.results, files->size());
  blocktest::run_suite(
      *files, suite,
      {.on_file =
           [&](const blocktest::FileReport& file) { print_file(out, file, options.explain); },
       .tracer = options.trace ? &tracer : nullptr});
  return out.finish(SuiteReport::Summary::print);
}

}  // namespace

Action declare_blocktest(CLI::App& app) {
  auto options = std::make_shared<BlocktestOptions>();
  app.add_option("PATHS", options->paths, "Test files, and folders with *.json files")->required();
  app.add_option("--network", options->network, "Only tests of this network");
  app.add_option("--run", options->run, "Only tests whose name matches this regular expression");
  app.add_option("-j,--jobs", options->jobs, "Threads (default: one per core)");
  app.add_flag("--explain", options->explain, "For failures: which accounts differ");
  app.add_flag("--reasons", options->reasons,
               "Bad blocks must be refused for the reason that the test names");
  app.add_flag("--trace", options->trace, "EIP-3155 trace lines on stderr; one thread");
  app.add_flag("-o,--json,--json-outcome", options->results, "The results as JSON on stdout");
  return [options] { return run_blocktest(*options); };
}

}  // namespace mozi::cli
