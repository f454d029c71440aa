// A second Else.
// expect: 19:5: error: Else without an If right before it
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    If (x == 1) {
      total = 1;
    }
    Else {
      total = 2;
    }
    Else {
      total = 3;
    }
    return x;
  }
};
CONTRACTS(Mistake)
