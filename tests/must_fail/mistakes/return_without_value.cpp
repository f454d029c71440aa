// Return without the value of the function.
// expect: 14:7: error: Return() lacks the value that f returns
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    If (x == 1) {
      Return();
    }
    return x;
  }
};
CONTRACTS(Mistake)
