// A transfer whose success nobody looks at.
// expect: 13:5: error: ignoring return value of function declared with 'nodiscard' attribute: the value of an expression is unused [-Werror,-Wunused-result]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    send_value(who, x);
    return x;
  }
};
CONTRACTS(Mistake)
