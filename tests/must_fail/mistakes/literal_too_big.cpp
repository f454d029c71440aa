// A literal that does not fit its type.
// expect: 13:12: error: 256 does not fit uint8
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    U8 y = 256;
    return x + y;
  }
};
CONTRACTS(Mistake)
