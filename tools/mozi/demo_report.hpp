// What `mozi demo` found, apart from how it is printed.
#pragma once

#include <string>
#include <vector>

#include "contracts/suite/cooperative.hpp"

namespace mozi::cli {

/// What the demo did, besides what the cooperative knows.
struct DemoRun {
  uint64_t inferences = 0;
  uint64_t bridge_fees = 0;
  double seconds = 0;
  suite::Integer owed_before_claims;
  std::string trace;
};

/// A class or a person: the exact entitlement and what was really paid, in wei.
struct Share {
  std::string name;
  std::string role;
  suite::Rational exact;
  suite::Integer paid;
};

/// A function's gas.
struct GasRow {
  std::string function;
  suite::GasUse use;
};

struct DemoReport {
  DemoRun run;
  std::string state_root;
  suite::Integer inference_fees, bridge_fees, mint_proceeds, block_rewards, funded;
  suite::Integer claimed, owed, treasury;
  bool balanced = false;  // money in = claimed + owed + treasury, and contracts hold what they owe
  std::vector<Share> classes;
  std::vector<Share> people;
  std::vector<GasRow> gas;
};

/// Compares the chain with the model after everybody has claimed. Throws CallFailed.
DemoReport make_demo_report(suite::Cooperative& cooperative, DemoRun run);

std::string to_text(const DemoReport& report);
std::string to_json_text(const DemoReport& report);

}  // namespace mozi::cli
