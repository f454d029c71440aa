// The options by which commands choose a tier: --tier, --code-cache and --print-ir.
#pragma once

#include <memory>
#include <string>

#include "mozi/tier.hpp"
#include "mozi/types.hpp"

namespace CLI {
class App;
}

namespace mozi::cli {

/// The options as they stand on the command line.
struct TierOptions {
  std::string tier = "interpret";
  std::string code_cache;
  std::string print_ir;
  bool perf_map = false;
};

/// A tier and the compiler it needs.
struct ChosenTier {
  Tier tier = Tier::interpret;
  std::shared_ptr<Compiler> compiler;
};

/// Declares the options; `options` must outlive the app's parsing.
void declare_tier(CLI::App& app, TierOptions& options);
/// Reads them; `quick` is for programs that run most code once.
[[nodiscard]] Expected<ChosenTier> choose_tier(const TierOptions& options, bool quick);

}  // namespace mozi::cli
