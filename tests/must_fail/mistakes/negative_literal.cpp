// A negative literal for an unsigned number.
// expect: 13:13: error: a uint256 is never negative: -1
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    total = -1;
    return x;
  }
};
CONTRACTS(Mistake)
