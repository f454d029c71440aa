// differential: random programs on our tiers and on EVMC libraries, compared in everything.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tests/differential/campaign.hpp"
#include "vm/chain/deep_stack.hpp"

using namespace mozi;
using namespace mozi::differential;

namespace {

struct Options {
  Campaign campaign;
  std::vector<std::string> libraries;
  bool without_jit = false;
  std::string program;
};

int run(const Options& options) {
  auto engines = own_tiers();
  if (options.without_jit)
    std::erase_if(engines, [](const auto& engine) { return engine->name() == "JIT"; });
  for (const std::string& path : options.libraries) {
    auto library = evmc_library(path);
    if (!library) return fmt::print(stderr, "error: {}\n", library.error().message), 2;
    engines.push_back(std::move(*library));
  }
  fmt::print("engines:");
  for (const auto& engine : engines) fmt::print(" {};", engine->name());
  fmt::print("\n");

  Tally tally;
  std::optional<Finding> finding;
  if (options.program.empty()) {
    finding = look_for_fault(engines, options.campaign, tally);
    fmt::print("seeds {} to {}: {} programs agree, {} of them succeed, {} gas\n",
               options.campaign.from, options.campaign.from + options.campaign.seeds - 1,
               tally.programs, tally.successes, tally.gas);
  } else {
    const auto program = parse_program(options.program);
    if (!program) return fmt::print(stderr, "error: {}\n", program.error().message), 2;
    finding = check_program(engines, *program);
    if (!finding) fmt::print("all engines agree\n");
  }
  if (!finding) return 0;
  fmt::print("seed {} finds a difference:\n{}", finding->seed, finding->report);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Runs random programs on our tiers and on EVMC libraries and compares everything."};
  Options options;
  app.add_option("--seeds", options.campaign.seeds, "How many programs")->capture_default_str();
  app.add_option("--from", options.campaign.from, "The first program's seed")
      ->capture_default_str();
  app.add_option("--evmc", options.libraries, "EVMC libraries to compare with");
  app.add_flag("--without-jit", options.without_jit, "Leave machine code out: many times as fast");
  app.add_flag("--sweep", options.campaign.sweep, "Run each program with many gas limits");
  app.add_option("--program", options.program, "One program, as a report prints it");
  CLI11_PARSE(app, argc, argv);
  int code = 2;
  // One deep stack for all, or every program would look for one of its own.
  if (chain::DeepStack stack; !stack.run([&] { code = run(options); })) code = run(options);
  return code;
}
