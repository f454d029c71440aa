// Reading --tier and what belongs to it.
#include "tools/mozi/tier.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>

#include "tools/support/fail.hpp"

namespace mozi::cli {
namespace {

std::optional<Tier> parse_tier(std::string_view text) {
  if (text == "interpret") return Tier::interpret;
  if (text == "jit") return Tier::jit;
  if (text == "auto" || text == "automatic") return Tier::automatic;
  return {};
}

}  // namespace

void declare_tier(CLI::App& app, TierOptions& options) {
  app.add_option("--tier", options.tier,
                 "interpret, jit (compile everything first) or auto (compile what is hot)")
      ->capture_default_str();
  app.add_option("--code-cache", options.code_cache,
                 "A folder that keeps compiled code for the next run; whoever can write to it can "
                 "run code here");
  app.add_option("--print-ir", options.print_ir,
                 "With --tier jit: print what the compiler makes, on stderr: all, or a stage "
                 "(build, the name of a pass, llvm, llvm_optimised, assembly, statistics)");
  app.add_flag("--perf-map", options.perf_map, "Tell perf where compiled code lies");
}

Expected<ChosenTier> choose_tier(const TierOptions& options, bool quick) {
  const auto tier = parse_tier(options.tier);
  if (!tier) return fail("--tier: expected interpret, jit or auto; got '{}'", options.tier);
  if (*tier == Tier::interpret) return ChosenTier{};
  if (!Compiler::available())
    return fail("--tier {}: this build has no JIT; build with llvm-19-dev installed", options.tier);
  Compiler::Options compiler;
  compiler.directory = options.code_cache;
  compiler.quick = quick;
  compiler.perf_map = options.perf_map;
  if (!options.print_ir.empty())
    compiler.print = [wanted = options.print_ir](std::string_view stage, std::string_view text) {
      if (wanted != "all" && wanted != stage) return;
      fmt::print(stderr, "=== {} ===\n{}{}", stage, text, text.ends_with('\n') ? "" : "\n");
    };
  return ChosenTier{*tier, std::make_shared<Compiler>(std::move(compiler))};
}

}  // namespace mozi::cli
