// Looking for a program on which engines differ.
#include "tests/differential/campaign.hpp"

#include "tests/differential/generator.hpp"
#include "tests/differential/shrink.hpp"

namespace mozi::differential {
namespace {

using Engines = std::vector<std::unique_ptr<Engine>>;

/// An engine that is not like the first on this program, or null.
Engine* odd_one(const Engines& engines, const Program& program) {
  for (size_t i = 1; i < engines.size(); ++i)
    if (!differences(*engines[0], *engines[i], program, Steps::record).empty())
      return engines[i].get();
  return nullptr;
}

Finding report_on(Engine& first, Engine& odd, const Program& found, uint64_t seed) {
  Finding finding;
  finding.seed = seed;
  finding.program = shrink(found, [&](const Program& program) {
    return !differences(first, odd, program, Steps::record).empty();
  });
  for (const std::string& line : differences(first, odd, finding.program, Steps::record))
    finding.report += line + "\n";
  finding.report += describe(finding.program);
  return finding;
}

/// Every gas limit in turn, but at most `most` of them, evenly spread.
std::optional<Finding> sweep(const Engines& engines, Program program, uint64_t needed,
                             uint64_t seed) {
  constexpr uint64_t most = 400;
  const uint64_t step = needed / most + 1;
  // An odd remainder, so that not only round numbers come up.
  for (uint64_t gas = seed % step; gas <= needed; gas += step) {
    program.gas = static_cast<int64_t>(gas);
    if (Engine* odd = odd_one(engines, program)) return report_on(*engines[0], *odd, program, seed);
  }
  return {};
}

}  // namespace

std::optional<Finding> check_program(const Engines& engines, const Program& program) {
  Engine* odd = odd_one(engines, program);
  if (odd == nullptr) return {};
  return report_on(*engines[0], *odd, program, 0);
}

std::optional<Finding> look_for_fault(const Engines& engines, const Campaign& campaign,
                                      Tally& tally) {
  for (uint64_t seed = campaign.from; seed < campaign.from + campaign.seeds; ++seed) {
    const Program program = make_program(seed);
    if (Engine* odd = odd_one(engines, program)) return report_on(*engines[0], *odd, program, seed);
    const Observation seen = observe(*engines[0], program);
    ++tally.programs;
    tally.successes += seen.success ? 1 : 0;
    tally.gas += seen.gas_used;
    if (!campaign.sweep) continue;
    if (auto finding = sweep(engines, program, seen.gas_used, seed)) return finding;
  }
  return {};
}

}  // namespace mozi::differential
