// Building contracts and their tests from sources, for the commands that do so.
#include "tools/mozi/contract_build.hpp"

#include <unistd.h>

#include <algorithm>

#include "tools/build/messages.hpp"
#include "tools/build/process.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/support/files.hpp"

namespace mozi::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> program_arguments(const BuildOptions& options, const build::Sdk& sdk) {
  std::vector<std::string> arguments = {"-o", options.folder, "-O" + options.level};
  if (options.print_ast) arguments.emplace_back("--print-ast");
  if (options.print_ir) arguments.emplace_back("--print-ir");
  if (options.werror) arguments.emplace_back("--Werror");
  if (options.json) arguments.emplace_back("--json");
  if (options.ethdebug) arguments.emplace_back("--ethdebug");
  if (options.quiet) arguments.emplace_back("--quiet");
  if (!options.print_after.empty()) arguments.push_back("--print-after=" + options.print_after);
  for (const auto& include : sdk.includes) arguments.push_back("--root=" + include);
  return arguments;
}

}  // namespace

Workspace::Workspace() {
  std::string name = (fs::temp_directory_path() / "mozi-build-XXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) folder_ = name;
}

Workspace::~Workspace() {
  std::error_code none;
  if (!folder_.empty()) fs::remove_all(folder_, none);
}

void print_failure(std::string_view message) {
  std::fprintf(stderr, "mozi build: %s\n", std::string(message).c_str());
}

void print_mistakes(const std::string& output) {
  const auto first = build::first_error(output);
  print_failure(first.line + (first.hint.empty() ? "" : " (" + first.hint + ")"));
  std::fwrite(first.rest.data(), 1, first.rest.size(), stderr);
}

namespace {

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

}  // namespace

std::vector<std::string> sources_in(const fs::path& folder) {
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".cpp")
      files.push_back(entry.path().lexically_normal().string());
  std::ranges::sort(files);
  return files;
}

bool complete_with_project(BuildOptions& options) {
  const bool is_project = options.sources.empty();
  if (is_project) options.sources = sources_in("src");
  if (options.folder.empty()) options.folder = is_project ? "out" : ".";
  if (!options.sources.empty()) return true;
  print_failure("expected sources, or a project with src/*.cpp in this folder; mozi new makes one");
  return false;
}

int build_contracts(const BuildOptions& options) {
  const auto sdk = build::find_sdk();
  if (!sdk) return print_failure(sdk.error().message), exit_bad_input;
  const auto compiler = build::HostCompiler::find(*sdk);
  if (!compiler) return print_failure(compiler.error().message), exit_bad_input;
  int worst = exit_ok;
  for (const auto& source : options.sources)
    worst = std::max(worst, build_source(source, options, *sdk, *compiler));
  return worst;
}

}  // namespace mozi::cli
