// Running one case of a state test and comparing what came of it.
#pragma once

#include <string>
#include <vector>

#include "mozi/fork.hpp"
#include "mozi/vm.hpp"
#include "tools/statetest/fixture.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::statetest {

/// What came of a case.
struct CaseResult {
  bool pass = false;
  std::string error;  // why it did not pass; empty if it did
  Hash state_root;
  Hash logs_hash;
  std::string rejection;  // why the transaction was refused; empty if it was not
  uint64_t gas_used = 0;
  Bytes output;
};

/// Runs cases, one at a time; keeps a Vm, so use one for many cases.
class Runner {
 public:
  /// Observes all executions from here on; null stops it.
  void trace_with(Tracer* tracer) { vm_.trace_with(tracer); }

  /// Runs code by another tier from here on.
  void use_tier(Tier tier, std::shared_ptr<Compiler> compiler) {
    vm_.use_tier(tier, std::move(compiler));
  }

  /// Runs one case of the fixture under its fork.
  [[nodiscard]] CaseResult run(const Fixture& fixture, const Case& chosen, Fork fork);

 private:
  Vm vm_;
};

/// How the accounts after a failed case differ from those its file lists: one line each. Empty if
/// the file lists none.
[[nodiscard]] std::vector<std::string> explain(const Fixture& fixture, const Case& chosen,
                                               Fork fork);

}  // namespace mozi::statetest
