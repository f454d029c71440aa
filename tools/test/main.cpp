// The program that a test source becomes: runs its tests and reports.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tools/sources/coverage.hpp"
#include "tools/test/runner.hpp"

namespace mozi::test {
namespace {

using nlohmann::json;

struct MainOptions {
  std::string artifacts = "out";
  std::string filter;
  std::string coverage;  // a file for lcov
  std::string snapshot;  // a file for gas figures
  bool check = false;    // compare with the snapshot instead of writing it
  bool gas = false;
  bool json = false;
  RunnerOptions runner;
};

/// Gas figures as lines "test name: gas", in order of the tests.
std::string snapshot_text(const std::vector<Report>& reports) {
  std::string text;
  for (const auto& report : reports)
    if (report.is_plain && report.passed) text += fmt::format("{}: {}\n", report.name, report.gas);
  return text;
}

std::map<std::string, std::string> snapshot_rows(const std::string& text) {
  std::map<std::string, std::string> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (const auto colon = line.rfind(": "); colon != std::string::npos)
      rows[line.substr(0, colon)] = line.substr(colon + 2);
  return rows;
}

/// What differs from the snapshot, one line each.
std::vector<std::string> gas_changes(const std::string& old_text, const std::string& new_text) {
  const auto before = snapshot_rows(old_text);
  const auto after = snapshot_rows(new_text);
  std::vector<std::string> changes;
  for (const auto& [name, gas] : after) {
    const auto old = before.find(name);
    if (old == before.end())
      changes.push_back(fmt::format("{}: not in the snapshot, now {}", name, gas));
    else if (old->second != gas)
      changes.push_back(fmt::format("{}: {} -> {}", name, old->second, gas));
  }
  return changes;
}

/// Writes or compares the snapshot; false if figures differ or the file cannot be used.
bool settle_snapshot(const MainOptions& options, const std::vector<Report>& reports) {
  if (options.snapshot.empty()) return true;
  const auto text = snapshot_text(reports);
  if (!options.check) {
    std::ofstream file(options.snapshot, std::ios::binary);
    file << text;
    file.close();
    if (!file) fmt::print(stderr, "error: cannot write {}\n", options.snapshot);
    return bool(file);
  }
  std::ifstream file(options.snapshot, std::ios::binary);
  std::ostringstream old_text;
  old_text << file.rdbuf();
  if (!file) {
    fmt::print(stderr, "error: {}: expected a gas snapshot; write it with --snapshot\n",
               options.snapshot);
    return false;
  }
  const auto changes = gas_changes(old_text.str(), text);
  for (const auto& change : changes) fmt::print(stderr, "gas: {}\n", change);
  return changes.empty();
}

void print_report(const Report& report, const MainOptions& options) {
  const std::string runs =
      report.is_plain ? fmt::format("gas {}", report.gas) : fmt::format("{} runs", report.runs);
  fmt::print("{}  {}  ({})\n", report.passed ? "pass" : "FAIL", report.name, runs);
  if (report.passed) return;
  fmt::print("      {}\n", report.message);
  for (const auto& detail : report.details) fmt::print("      {}\n", detail);
  if (!report.is_plain)
    fmt::print("      again: mozi test --seed {} --filter '{}'\n", options.runner.seed,
               report.name);
}

void print_gas(const World::Shared& shared) {
  fmt::print("\n{:<44} {:>7} {:>10} {:>10} {:>10}\n", "gas per transaction", "calls", "least",
             "mean", "most");
  for (const auto& [name, gas] : shared.gas)
    fmt::print("{:<44} {:>7} {:>10} {:>10} {:>10}\n", name, gas.calls, gas.least,
               gas.sum / gas.calls, gas.most);
}

json report_json(const std::vector<Report>& reports, const World::Shared& shared,
                 const MainOptions& options) {
  json all = {{"seed", options.runner.seed}, {"tests", json::array()}, {"gas", json::object()}};
  for (const auto& report : reports) {
    json row = {{"name", report.name}, {"passed", report.passed}, {"runs", report.runs}};
    if (report.is_plain) row["gas"] = report.gas;
    if (!report.passed) row["message"] = report.message;
    if (!report.details.empty()) row["details"] = report.details;
    all["tests"].push_back(std::move(row));
  }
  for (const auto& [name, gas] : shared.gas)
    all["gas"][name] = {{"calls", gas.calls},
                        {"least", gas.least},
                        {"mean", gas.sum / gas.calls},
                        {"most", gas.most}};
  return all;
}

int run(const MainOptions& options) {
  Tests tests;
  mozi_tests(tests);
  World::Shared shared;
  shared.folder = options.artifacts;
  sources::SourceLibrary library;
  if (!options.coverage.empty()) static_cast<void>(library.add(options.artifacts));
  trace::SourceTrace trace(
      [&](BytesView code, bool is_creation) { return library.find(code, is_creation); }, {});
  if (!options.coverage.empty()) shared.tracer = &trace;

  const auto begin = std::chrono::steady_clock::now();
  const bool is_terminal = ::isatty(STDERR_FILENO) != 0 && !options.json;
  std::vector<Report> reports;
  size_t failed = 0;
  for (const auto& test : tests.all) {
    if (test.name.find(options.filter) == std::string::npos) continue;
    if (is_terminal)
      fmt::print(stderr, "\r\x1b[2K[{}/{}] {}", reports.size() + 1, tests.all.size(), test.name);
    reports.push_back(run_test(test, shared, options.runner));
    if (is_terminal) fmt::print(stderr, "\r\x1b[2K");
    if (!options.json) print_report(reports.back(), options);
    failed += reports.back().passed ? 0 : 1;
  }
  if (reports.empty()) {
    fmt::print(stderr, "error: expected a test whose name holds '{}', got none of {}\n",
               options.filter, tests.all.size());
    return 2;
  }
  if (options.json) fmt::print("{}\n", report_json(reports, shared, options).dump(1));
  if (options.gas && !options.json) print_gas(shared);
  const bool same_gas = settle_snapshot(options, reports);
  if (!options.coverage.empty()) {
    std::ofstream file(options.coverage, std::ios::binary);
    file << sources::lcov(library, trace);
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  if (!options.json)
    fmt::print("{} passed, {} failed in {:.2f} s\n", reports.size() - failed, failed,
               seconds.count());
  return failed == 0 && same_gas ? 0 : 1;
}

}  // namespace
}  // namespace mozi::test

int main(int argc, char** argv) {
  mozi::test::MainOptions options;
  CLI::App app("Runs the tests of this program.", "mozi test");
  app.add_option("--artifacts", options.artifacts, "The folder with the contracts' artifacts");
  app.add_option("--filter", options.filter, "Only tests whose name holds this");
  app.add_option("--seed", options.runner.seed, "Of random arguments and sequences");
  app.add_option("--runs", options.runner.runs, "Of each fuzz test");
  app.add_option("--sequences", options.runner.sequences, "Of each stateful test");
  app.add_option("--steps", options.runner.steps, "Of a sequence, at most");
  app.add_option("--coverage", options.coverage, "A file for coverage in lcov's format");
  app.add_option("--snapshot", options.snapshot, "A file for gas figures");
  app.add_flag("--check", options.check, "Compare with the snapshot");
  app.add_flag("--gas", options.gas, "A table of gas per function");
  app.add_flag("--json", options.json, "Results as JSON");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 2;
  }
  return mozi::test::run(options);
}
