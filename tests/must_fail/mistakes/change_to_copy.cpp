// A copy of storage is changed, and the change is lost.
// expect: 14:21: warning: account is a copy of state, so this changes no storage; point at it: auto account = ... [lost_copy]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  struct Account {
    U256 amount, since;
  };
  PUBLIC(accounts, Map<Address, Account>);
  FN(U256, f, (Address who)) {
    Account account = accounts[who];
    account.since = block.timestamp;
    return account.amount;
  }
};
CONTRACTS(Mistake)
