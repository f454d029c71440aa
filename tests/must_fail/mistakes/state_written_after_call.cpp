// State is written after another contract has been called.
// expect: 14:28: warning: balances is written after the call at line 13, which may call back and meet the old state; write it before the call, or make withdraw nonreentrant [reentrancy]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(Failed, ());
  PUBLIC(balances, Map<Address, U256>);
  RECEIVE() { balances[msg.sender] += msg.value; }
  FN(void, withdraw, ()) {
    U256 amount = balances[msg.sender];
    require(send_value(msg.sender, amount), Failed());
    balances[msg.sender] = 0;
  }
};
CONTRACTS(Mistake)
