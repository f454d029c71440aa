// Return of another type than the function.
// expect: 14:14: error: the function returns uint256, not address
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    If (x == 1) {
      Return(who);
    }
    return x;
  }
};
CONTRACTS(Mistake)
