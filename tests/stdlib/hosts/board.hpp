// A governor that executes itself; beside Board of governance.sol.
#pragma once

#include "stdlib/governance/governor_holdings.hpp"
#include "stdlib/governance/governor_parts.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Board : stdlib::governance::GovernorSettings,
               stdlib::governance::GovernorQuorumFraction,
               stdlib::governance::GovernorHoldings {
  const stdlib::crypto::Domain domain{*this, "Board", "1"};

  CTOR((stdlib::governance::IVotes votes)) {
    init_settings(2, 20, 5);
    token = votes;
    init_quorum(10);
  }
};

}  // namespace mozi::test::contracts
