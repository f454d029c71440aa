// A governor that acts through a timelock; beside Senate of governance.sol.
#pragma once

#include "stdlib/governance/governor_holdings.hpp"
#include "stdlib/governance/governor_parts.hpp"
#include "stdlib/governance/governor_timelock.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Senate : stdlib::governance::GovernorSettings,
                stdlib::governance::GovernorQuorumFraction,
                stdlib::governance::GovernorHoldings,
                stdlib::governance::GovernorTimelock {
  const stdlib::crypto::Domain domain{*this, "Senate", "1"};

  CTOR((stdlib::governance::IVotes votes, stdlib::governance::ITimelock wait)) {
    init_settings(1, 5, 0);
    token = votes;
    init_quorum(4);
    set_timelock(wait);
  }
};

}  // namespace mozi::test::contracts
