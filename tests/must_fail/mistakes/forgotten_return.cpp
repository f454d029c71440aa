// A function without its return.
// expect: 12:51: error: non-void function does not return a value [-Werror,-Wreturn-type]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) { total = x; }
};
CONTRACTS(Mistake)
