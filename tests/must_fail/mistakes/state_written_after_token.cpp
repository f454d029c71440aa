// State is written after a token, which may call back, in another function.
// expect:
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
