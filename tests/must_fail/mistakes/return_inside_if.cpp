// A native return inside of a block.
// expect: 13:15: error: control left this If block through a C++ return, break or continue; use Return(x), Break or Continue
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    If (x == 0) {
      return x;
    }
    return x;
  }
};
CONTRACTS(Mistake)
