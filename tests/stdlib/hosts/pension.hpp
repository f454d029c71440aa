// A vesting wallet; beside Pension of finance.sol.
#pragma once

#include "stdlib/finance/vesting.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Pension : stdlib::finance::VestingWallet {
  CTOR((Address beneficiary, U64 startTimestamp, U64 durationSeconds), payable) {
    init_vesting(beneficiary, startTimestamp, durationSeconds);
  }
};

}  // namespace mozi::test::contracts
