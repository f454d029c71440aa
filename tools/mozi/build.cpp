// mozi build: compiles contract sources with the host's compiler and writes their artifacts.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "tools/build/host_compiler.hpp"
#include "tools/build/messages.hpp"
#include "tools/build/process.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/support/files.hpp"

namespace mozi::cli {
namespace {

namespace fs = std::filesystem;

struct BuildOptions {
  std::vector<std::string> sources;
  std::string folder = ".";
  std::string level = "2";
  std::string print_after;
  bool print_ast = false;
  bool print_ir = false;
  bool json = false;
};

/// A folder for programs that is gone with it.
class Workspace {
 public:
  Workspace() {
    std::string name = (fs::temp_directory_path() / "mozi-build-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  ~Workspace() {
    std::error_code none;
    if (!folder_.empty()) fs::remove_all(folder_, none);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const {
    return (folder_ / name).string();
  }

 private:
  fs::path folder_;
};

std::vector<std::string> program_arguments(const BuildOptions& options, const build::Sdk& sdk) {
  std::vector<std::string> arguments = {"-o", options.folder, "-O" + options.level};
  if (options.print_ast) arguments.emplace_back("--print-ast");
  if (options.print_ir) arguments.emplace_back("--print-ir");
  if (options.json) arguments.emplace_back("--json");
  if (!options.print_after.empty()) arguments.push_back("--print-after=" + options.print_after);
  for (const auto& include : sdk.includes) arguments.push_back("--root=" + include);
  return arguments;
}

void print_failure(std::string_view message) {
  std::fprintf(stderr, "mozi build: %s\n", std::string(message).c_str());
}

/// The first mistake in one line, then what else was said about it.
void print_mistakes(const std::string& output) {
  const auto first = build::first_error(output);
  print_failure(first.line + (first.hint.empty() ? "" : " (" + first.hint + ")"));
  std::fwrite(first.rest.data(), 1, first.rest.size(), stderr);
}

/// Compiles and runs one source. What its program printed goes to stdout.
int build_source(const std::string& source, const BuildOptions& options, const build::Sdk& sdk,
                 const build::HostCompiler& compiler) {
  const auto text = read_file(source);
  if (!text) return print_failure(text.error().message), exit_bad_input;
  if (text->find("CONTRACTS(") == std::string::npos) {
    print_failure(source + ": expected a line CONTRACTS(Name, ...) that says what to compile");
    return exit_bad_input;
  }
  const Workspace workspace;
  const auto program = workspace.file("program");
  const auto command = compiler.command(source, program);
  if (!command) return print_failure(command.error().message), exit_bad_input;
  const auto compiled = build::run_process(*command);
  if (!compiled) return print_failure(compiled.error().message), exit_bad_input;
  if (compiled->exit_code != 0) return print_mistakes(compiled->err), exit_failed;
  std::vector<std::string> run = {program};
  std::ranges::copy(program_arguments(options, sdk), std::back_inserter(run));
  const auto outcome = build::run_process(run);
  if (!outcome) return print_failure(outcome.error().message), exit_bad_input;
  std::fwrite(outcome->out.data(), 1, outcome->out.size(), stdout);
  if (outcome->exit_code == 0) {
    std::fwrite(outcome->err.data(), 1, outcome->err.size(), stderr);
    return exit_ok;
  }
  if (options.json) return exit_failed;
  print_mistakes(outcome->err);
  return exit_failed;
}

int run_build(const BuildOptions& options) {
  const auto sdk = build::find_sdk();
  if (!sdk) return print_failure(sdk.error().message), exit_bad_input;
  const auto compiler = build::HostCompiler::find(*sdk);
  if (!compiler) return print_failure(compiler.error().message), exit_bad_input;
  int worst = exit_ok;
  for (const auto& source : options.sources)
    worst = std::max(worst, build_source(source, options, *sdk, *compiler));
  return worst;
}

}  // namespace

Action declare_build(CLI::App& app) {
  auto options = std::make_shared<BuildOptions>();
  app.add_option("SOURCE", options->sources, "C++ sources that end with CONTRACTS(Name, ...)")
      ->required();
  app.add_option("-o,--out", options->folder, "The folder for <Name>.json")->capture_default_str();
  app.add_option("-O", options->level, "Optimisation: 0, 1, 2 or s (size)")
      ->check(CLI::IsMember({"0", "1", "2", "s"}))
      ->capture_default_str();
  app.add_flag("--print-ast", options->print_ast, "Print the tree that the source built");
  app.add_flag("--print-ir", options->print_ir, "Print the IR before optimisation");
  app.add_option("--print-after", options->print_after, "Print the IR after this pass");
  app.add_flag("--json", options->json, "A JSON summary with sizes and diagnostics");
  return [options] { return run_build(*options); };
}

}  // namespace mozi::cli
