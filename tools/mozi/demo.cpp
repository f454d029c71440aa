// mozi demo: the cooperative's fees on an in-process chain, divided and accounted for to the wei.
#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <memory>

#include "contracts/suite/cooperative.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/demo_report.hpp"
#include "vm/trace/eip3155.hpp"

namespace mozi::cli {
namespace {

struct DemoOptions {
  uint64_t inferences = 1'000;
  uint64_t bridge_fees = 200;
  uint64_t seed = 1;
  std::string trace = "mozi-demo-split.jsonl";
  bool json = false;
};

/// Writes the trace of one split: of the next request that is served.
void serve_traced(suite::Cooperative& cooperative, std::ofstream& file) {
  trace::Eip3155 tracer([&](std::string_view lines) { file << lines; });
  cooperative.before_split = [&] { cooperative.client().chain().trace_with(&tracer); };
  const auto receipt = cooperative.serve();
  cooperative.client().chain().trace_with(nullptr);
  cooperative.before_split = [] {};
  tracer.finish({.pass = receipt.ok(),
                 .gas_used = static_cast<int64_t>(receipt.gas_used),
                 .output = receipt.output,
                 .fork = "osaka"});
}

void run_fees(const DemoOptions& options, suite::Cooperative& cooperative, std::ofstream& file) {
  Progress progress(options.inferences + options.bridge_fees);
  uint64_t bridged = 0;
  for (uint64_t i = 0; i < options.inferences; ++i) {
    if (i == options.inferences / 2)
      serve_traced(cooperative, file);
    else
      cooperative.serve();
    // Both kinds of fees arrive in turn, evenly mixed.
    for (; bridged < options.bridge_fees * (i + 1) / options.inferences; ++bridged)
      cooperative.bridge();
    progress.show(i + 1 + bridged, "fees");
  }
  for (; bridged < options.bridge_fees; ++bridged) cooperative.bridge();
}

int run_demo(const DemoOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  std::ofstream file(options.trace);
  if (!file) {
    print_error("cannot write the trace to {}: expected a writable path", options.trace);
    return exit_bad_input;
  }
  try {
    chain::DevChain chain;
    suite::Cooperative cooperative(chain, options.seed);
    run_fees(options, cooperative, file);
    const auto before_claims = cooperative.total_owed();
    if (options.inferences != 0) {  // without blocks nobody has a vote
      cooperative.reward_developer();
      cooperative.govern();
    }
    cooperative.settle_all();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    const DemoReport report =
        make_demo_report(cooperative, {.inferences = options.inferences,
                                       .bridge_fees = options.bridge_fees,
                                       .seconds = seconds.count(),
                                       .owed_before_claims = before_claims,
                                       .trace = options.inferences == 0 ? "" : options.trace});
    print("{}", options.json ? to_json_text(report) : to_text(report));
    return report.balanced ? exit_ok : exit_failed;
  } catch (const suite::CallFailed& failure) {
    print_error("{}", failure.what());
    return exit_failed;
  }
}

}  // namespace

Action declare_demo(CLI::App& app) {
  auto options = std::make_shared<DemoOptions>();
  app.add_option("--inferences", options->inferences, "How many inference requests to serve")
      ->check(CLI::Range(uint64_t{0}, uint64_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--bridge-fees", options->bridge_fees, "How many bridge fees to distribute")
      ->check(CLI::Range(uint64_t{0}, uint64_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--seed", options->seed, "Chooses the amounts and who pays whom")
      ->capture_default_str();
  app.add_option("--trace", options->trace, "Where to write the EIP-3155 trace of one split")
      ->capture_default_str();
  app.add_flag("--json", options->json, "The report as JSON");
  return [options] { return run_demo(*options); };
}

}  // namespace mozi::cli
