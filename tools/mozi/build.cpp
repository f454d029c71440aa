// mozi build: compiles contract sources with the host's compiler and writes their artifacts.
#include <CLI/CLI.hpp>
#include <memory>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/contract_build.hpp"
#include "tools/mozi/watch.hpp"

namespace mozi::cli {
namespace {

int run_build(BuildOptions options) {
  if (!complete_with_project(options)) return exit_bad_input;
  if (!options.watch) return build_contracts(options);
  return watch(options.sources, [&] { build_contracts(options); });
}

}  // namespace

Action declare_build(CLI::App& app) {
  auto options = std::make_shared<BuildOptions>();
  app.add_option("SOURCE", options->sources,
                 "C++ sources that end with CONTRACTS(Name, ...); of a project, src/*.cpp");
  app.add_option("-o,--out", options->folder,
                 "The folder for <Name>.json; of a project, out, else this one");
  app.add_option("-O", options->level, "Optimisation: 0, 1, 2 or s (size)")
      ->check(CLI::IsMember({"0", "1", "2", "s"}))
      ->capture_default_str();
  app.add_flag("-w,--watch", options->watch, "Build again whenever a source changes, until Ctrl-C");
  app.add_flag("--print-ast", options->print_ast, "Print the tree that the source built");
  app.add_flag("--print-ir", options->print_ir, "Print the IR before optimisation");
  app.add_option("--print-after", options->print_after, "Print the IR after this pass");
  app.add_flag("--ethdebug", options->ethdebug, "Also write <Name>.ethdebug.json");
  app.add_flag("--Werror", options->werror, "A warning is a mistake: no artifact is written");
  app.add_flag("--json", options->json, "A JSON summary with sizes and diagnostics");
  return [options] { return run_build(*options); };
}

}  // namespace mozi::cli
