// mozi test: builds a project's contracts and tests, and runs the tests.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "tools/build/process.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/contract_build.hpp"

namespace mozi::cli {
namespace {

namespace fs = std::filesystem;

struct TestOptions {
  std::vector<std::string> paths;
  std::string filter;
  std::string coverage;
  std::string snapshot;
  std::string level = "2";
  uint64_t seed = 1;
  uint64_t runs = 256;
  uint64_t sequences = 32;
  uint64_t steps = 50;
  bool check = false;
  bool gas = false;
  bool json = false;
};

/// A project's folder is the one above its tests.
fs::path project_of(const fs::path& path) {
  if (fs::is_directory(path)) return path;
  const auto folder = fs::absolute(path).parent_path();
  return folder.filename() == "test" ? folder.parent_path() : folder;
}

std::vector<std::string> program_arguments(const TestOptions& options, const std::string& program,
                                           const std::string& artifacts) {
  std::vector<std::string> arguments = {program, "--artifacts", artifacts};
  const auto add = [&](const char* name, const std::string& value) {
    arguments.insert(arguments.end(), {name, value});
  };
  add("--seed", std::to_string(options.seed));
  add("--runs", std::to_string(options.runs));
  add("--sequences", std::to_string(options.sequences));
  add("--steps", std::to_string(options.steps));
  if (!options.filter.empty()) add("--filter", options.filter);
  if (!options.coverage.empty()) add("--coverage", options.coverage);
  if (!options.snapshot.empty()) add("--snapshot", options.snapshot);
  if (options.check) arguments.emplace_back("--check");
  if (options.gas) arguments.emplace_back("--gas");
  if (options.json) arguments.emplace_back("--json");
  return arguments;
}

/// Compiles one source of tests and runs it.
int run_source(const std::string& source, const TestOptions& options,
               const build::HostCompiler& compiler, const std::string& artifacts) {
  const Workspace workspace;
  const auto program = workspace.file("tests");
  const auto command = compiler.test_command(source, program);
  if (!command) return print_error("{}", command.error().message), exit_bad_input;
  const auto compiled = build::run_process(*command);
  if (!compiled) return print_error("{}", compiled.error().message), exit_bad_input;
  if (compiled->exit_code != 0) return print_mistakes(compiled->err), exit_failed;
  std::fflush(stdout);
  const auto code = build::run_attached(program_arguments(options, program, artifacts));
  if (!code) return print_error("{}", code.error().message), exit_bad_input;
  return *code;
}

int run_project(const fs::path& project, const std::vector<std::string>& tests,
                const TestOptions& options) {
  const auto sdk = build::find_sdk();
  if (!sdk) return print_error("{}", sdk.error().message), exit_bad_input;
  const auto compiler = build::HostCompiler::find(*sdk);
  if (!compiler) return print_error("{}", compiler.error().message), exit_bad_input;
  const Workspace workspace;
  BuildOptions contracts{.sources = sources_in(project / "src"), .folder = workspace.file("out")};
  // Unoptimised code runs the lines that the source has.
  contracts.level = options.coverage.empty() ? options.level : "0";
  contracts.quiet = true;
  if (contracts.sources.empty())
    return print_error("expected contracts in {}, got no .cpp file", (project / "src").string()),
           exit_bad_input;
  if (const int failed = build_contracts(contracts); failed != exit_ok) return failed;
  int worst = exit_ok;
  for (const auto& test : tests)
    worst = std::max(worst, run_source(test, options, *compiler, contracts.folder));
  return worst;
}

int run_test(const TestOptions& options) {
  const bool writes_one = !options.coverage.empty() || !options.snapshot.empty();
  if (options.check && options.snapshot.empty())
    return print_error("--check: expected --snapshot FILE to compare with"), exit_bad_input;
  int worst = exit_ok;
  for (const fs::path path : options.paths) {
    if (!fs::exists(path))
      return print_error("{}: expected a project's folder or a test's source", path.string()),
             exit_bad_input;
    const auto project = project_of(path);
    const auto tests = fs::is_directory(path) ? sources_in(project / "test")
                                              : std::vector<std::string>{path.string()};
    if (tests.empty())
      return print_error("expected tests in {}, got no .cpp file", (project / "test").string()),
             exit_bad_input;
    if (writes_one && tests.size() > 1)
      return print_error("--coverage and --snapshot: expected one source of tests, got {}",
                         tests.size()),
             exit_bad_input;
    worst = std::max(worst, run_project(project, tests, options));
  }
  return worst;
}

}  // namespace

Action declare_test(CLI::App& app) {
  auto options = std::make_shared<TestOptions>();
  options->paths = {"."};
  app.footer("A project has contracts in src/*.cpp and tests in test/*.cpp; mozi new makes one.");
  app.add_option("PATH", options->paths, "Projects, or single sources of tests");
  app.add_option("--filter", options->filter, "Only tests whose name holds this");
  app.add_option("--seed", options->seed, "Of random arguments and sequences")
      ->capture_default_str();
  app.add_option("--runs", options->runs, "Of each fuzz test")->capture_default_str();
  app.add_option("--sequences", options->sequences, "Of each stateful test")->capture_default_str();
  app.add_option("--steps", options->steps, "Of a sequence, at most")->capture_default_str();
  app.add_option("-O", options->level, "Optimisation of the contracts: 0, 1, 2 or s")
      ->check(CLI::IsMember({"0", "1", "2", "s"}))
      ->capture_default_str();
  app.add_flag("--gas", options->gas, "A table of gas per function");
  app.add_option("--snapshot", options->snapshot, "Write the tests' gas to this file");
  app.add_flag("--check", options->check, "Compare with the snapshot; fail if gas differs");
  app.add_option("--coverage", options->coverage,
                 "Write line and branch coverage to this file, in lcov's format");
  app.add_flag("--json", options->json, "Results as JSON");
  return [options] { return run_test(*options); };
}

}  // namespace mozi::cli
