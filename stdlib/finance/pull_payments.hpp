// Pull payments: what a contract owes becomes claimable first and is sent when it is claimed.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::finance {

using namespace mozi::dsl;

/// Who is owed what. A failed send reverts that claim alone and blocks nobody else. The contract
/// adds to `owed` whatever comes in that it owes to somebody, claimable yet or not.
struct PullPayments {
  ERROR(NothingToClaim, ());
  ERROR(TransferFailed, (Address to, U256 amount));
  ERROR(ReentrancyGuardReentrantCall, (), on_reentrancy);
  EVENT(Claimed, (Indexed<Address> who, U256 amount));

  FIELD(credits, Map<Address, U256>);
  FIELD(owed, U256);

  /// What has accrued to an account beyond its credit; for contracts that share out lazily.
  VIRTUAL(U256, accrued, (Address who)) {
    static_cast<void>(who);
    return 0;
  }
  /// Turns what has accrued into credit.
  VIRTUAL(void, settle_account, (Address who)) { static_cast<void>(who); }

  /// What `who` could claim, in wei.
  FN(U256, claimable, (Address who), view) { return credits[who] + accrued(who); }

  /// Everything the contract owes, in wei: never more than its balance.
  FN(U256, totalOwed, (), view) { return owed; }

  /// Sends the caller all that is claimable.
  FN(U256, claim, (), nonreentrant) { return pay_out(msg.sender); }

  /// Anyone may trigger a claim; the money goes to `who`.
  FN(U256, claimFor, (Address who), nonreentrant) { return pay_out(who); }

  /// Takes all that an account may claim off the books, at least 1 wei, and returns it; a contract
  /// that books elsewhere than in `credits` and `owed` replaces it.
  VIRTUAL(U256, take_credit, (Address who)) {
    settle_account(who);
    U256 amount = credits[who];
    require(amount != 0, NothingToClaim());
    credits[who] = 0;
    owed -= amount;
    return amount;
  }

  DEF(U256, pay_out, (Address who)) {
    U256 amount = take_credit(who);
    emit(Claimed(who, amount));
    require(send_value(who, amount), TransferFailed(who, amount));
    return amount;
  }

  /// Sends `amount` of what is owed at once; if the receiver refuses, it becomes claimable.
  DEF(void, push_or_credit, (Address to, U256 amount)) {
    If (amount == 0) {
      Return();
    }
    owed -= amount;
    Bool sent = send_value(to, amount);
    If (!sent) {
      owed += amount;
      credits[to] += amount;
    }
  }
};

}  // namespace stdlib::finance
