// Roles that accounts hold, and roles that administer roles; as OpenZeppelin Contracts 5
// (AccessControl).
#pragma once

#include "stdlib/introspection/erc165.hpp"

namespace stdlib::access {

using namespace mozi::dsl;

/// A role is a name's hash: CONSTANT(MINTER, Bytes32, keccak256("MINTER")). Who holds its admin
/// role grants and revokes it; that is DEFAULT_ADMIN_ROLE until set_role_admin says otherwise. The
/// constructor grants the first admin: grant_role(DEFAULT_ADMIN_ROLE, msg.sender).
struct Roles : virtual introspection::Erc165 {
  ERROR(AccessControlUnauthorizedAccount, (Address account, Bytes32 neededRole));
  ERROR(AccessControlBadConfirmation, ());
  EVENT(RoleAdminChanged,
        (Indexed<Bytes32> role, Indexed<Bytes32> previousAdminRole, Indexed<Bytes32> newAdminRole));
  EVENT(RoleGranted, (Indexed<Bytes32> role, Indexed<Address> account, Indexed<Address> sender));
  EVENT(RoleRevoked, (Indexed<Bytes32> role, Indexed<Address> account, Indexed<Address> sender));

  const introspection::Supports supports_access_control{*this, "7965db0b"_hex};
  CONSTANT(DEFAULT_ADMIN_ROLE, Bytes32, Constant<Bytes32>::of_word({}));
  FIELD(members, Map<Bytes32, Map<Address, Bool>>);
  FIELD(admins, Map<Bytes32, Bytes32>);

  MODIFIER(only_role, (Bytes32 role)) { check_role(role, msg.sender); }

  FN(Bool, hasRole, (Bytes32 role, Address account), view) { return members[role][account]; }

  FN(Bytes32, getRoleAdmin, (Bytes32 role), view) { return admins[role]; }

  /// By holders of the role's admin role. Emits RoleGranted unless the account has it already;
  /// fails with AccessControlUnauthorizedAccount.
  FN(void, grantRole, (Bytes32 role, Address account)) {
    only_role(admins[role]);
    grant_role(role, account);
  }

  /// By holders of the role's admin role. Emits RoleRevoked if the account had it.
  FN(void, revokeRole, (Bytes32 role, Address account)) {
    only_role(admins[role]);
    revoke_role(role, account);
  }

  /// The caller gives up a role; repeats its own address so that it knows what it does. Fails with
  /// AccessControlBadConfirmation.
  FN(void, renounceRole, (Bytes32 role, Address callerConfirmation)) {
    require(callerConfirmation == msg.sender, AccessControlBadConfirmation());
    revoke_role(role, callerConfirmation);
  }

  DEF(void, check_role, (Bytes32 role, Address account)) {
    require(members[role][account], AccessControlUnauthorizedAccount(account, role));
  }

  DEF(void, set_role_admin, (Bytes32 role, Bytes32 admin)) {
    Bytes32 previous = admins[role];
    admins[role] = admin;
    emit(RoleAdminChanged(role, previous, admin));
  }

  DEF(void, grant_role, (Bytes32 role, Address account)) {
    If (!members[role][account]) {
      members[role][account] = true;
      emit(RoleGranted(role, account, msg.sender));
    }
  }

  DEF(void, revoke_role, (Bytes32 role, Address account)) {
    If (members[role][account]) {
      members[role][account] = false;
      emit(RoleRevoked(role, account, msg.sender));
    }
  }
};

}  // namespace stdlib::access
