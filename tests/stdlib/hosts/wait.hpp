// A timelock; beside Wait of governance.sol.
#pragma once

#include "stdlib/governance/timelock.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Wait : stdlib::governance::Timelock {
  CTOR((U256 minDelay, Array<Address> proposers, Array<Address> executors, Address admin)) {
    init_timelock(minDelay, proposers, executors, admin);
  }
};

}  // namespace mozi::test::contracts
