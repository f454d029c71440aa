// Looking for a program on which engines differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/differential/observe.hpp"

namespace mozi::differential {

/// A program on which two engines differ, shrunk, with what there is to say about it.
struct Finding {
  uint64_t seed = 0;
  Program program;
  std::string report;
};

/// Which programs are tried, and how thoroughly.
struct Campaign {
  uint64_t from = 0;
  uint64_t seeds = 1000;
  bool sweep = false;  // each program with every gas limit up to what it needs
};

/// What has been tried.
struct Tally {
  uint64_t programs = 0;
  uint64_t successes = 0;  // programs whose outermost call succeeded
  uint64_t gas = 0;
};

/// Runs the programs of a campaign on all engines, each compared with the first, up to the first
/// difference.
[[nodiscard]] std::optional<Finding> look_for_fault(
    const std::vector<std::unique_ptr<Engine>>& engines, const Campaign& campaign, Tally& tally);

/// The report on a program that is given, if engines differ on it.
[[nodiscard]] std::optional<Finding> check_program(
    const std::vector<std::unique_ptr<Engine>>& engines, const Program& program);

}  // namespace mozi::differential
