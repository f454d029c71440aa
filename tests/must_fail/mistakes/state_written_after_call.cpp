// State is written after another contract has been called.
// expect:
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
