// An owner, roles, a pause and a lock; beside Admin of access.sol.
#pragma once

#include "stdlib/access/ownable.hpp"
#include "stdlib/access/roles.hpp"
#include "stdlib/security/pausable.hpp"
#include "stdlib/security/reentrancy_guard.hpp"

namespace mozi::test::contracts {

using namespace mozi::dsl;

struct Admin : stdlib::access::OwnableTwoStep,
               stdlib::access::Roles,
               stdlib::security::Pausable,
               stdlib::security::ReentrancyGuard {
  CONSTANT(PAUSER, Bytes32, keccak256("PAUSER"));
  PUBLIC(count, U256);

  CTOR((Address first)) {
    init_ownership(first);
    grant_role(DEFAULT_ADMIN_ROLE, first);
  }

  FN(void, pause, ()) {
    only_role(PAUSER);
    set_paused();
  }
  FN(void, unpause, ()) {
    only_role(PAUSER);
    set_unpaused();
  }
  FN(void, setRoleAdmin, (Bytes32 role, Bytes32 admin)) {
    only_owner();
    set_role_admin(role, admin);
  }
  FN(void, increase, (), nonreentrant) {
    when_not_paused();
    count += 1;
  }
  FN(void, decrease, (), nonreentrant) {
    when_paused();
    count -= 1;
  }
  /// Calls this contract again, with these bytes, from inside the lock.
  FN(void, again, (Bytes data), nonreentrant) {
    CallResult inner = raw_call(this_address(), data);
    If (!inner.ok) {
      revert_raw(inner.data);
    }
  }
};

}  // namespace mozi::test::contracts
