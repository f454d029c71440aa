// State is written after a token, which may call back, in another function.
// expect: 14:14: warning: total is written after the call at line 17, which may call back and meet the old state; write it before the call, or make deposit nonreentrant [reentrancy]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

INTERFACE(IToken) {
  EXTERN(Bool, transferFrom, (Address from, Address to, U256 value));
};
struct Mistake {
  PUBLIC(total, U256);
  FN(void, deposit, (IToken token, U256 amount)) {
    pull(token, amount);
    total += amount;
  }
  DEF(void, pull, (IToken token, U256 amount)) {
    require(token.transferFrom(msg.sender, this_address(), amount));
  }
};
CONTRACTS(Mistake)
