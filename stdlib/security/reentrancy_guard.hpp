// One lock for the functions of a contract, in transient storage; as OpenZeppelin Contracts 5.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::security {

using namespace mozi::dsl;

/// Names the error that a function with the attribute nonreentrant ends with when it is entered
/// while another such function runs: FN(void, claim, (), nonreentrant). Without this mixin that is
/// a revert without data. The lock needs no storage and is free again after the transaction.
struct ReentrancyGuard {
  ERROR(ReentrancyGuardReentrantCall, (), on_reentrancy);
};

}  // namespace stdlib::security
