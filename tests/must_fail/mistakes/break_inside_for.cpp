// A native break inside of a block.
// expect: 14:17: error: control left this If block through a C++ return, break or continue; use Return(x), Break or Continue
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    For (U256 i = 0, i < x, i += 1) {
      If (i == 3) {
        break;
      }
    }
    return x;
  }
};
CONTRACTS(Mistake)
