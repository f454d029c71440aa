// A token transfer whose success nobody looks at.
// expect: 13:45: error: ignoring return value of function declared with 'nodiscard' attribute: the value of an expression is unused [-Werror,-Wunused-result]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

INTERFACE(IToken) {
  EXTERN(Bool, transfer, (Address to, U256 value));
};

struct Mistake {
  FIELD(token, IToken);
  FN(void, f, (Address to)) { token.transfer(to, 1); }
};
CONTRACTS(Mistake)
