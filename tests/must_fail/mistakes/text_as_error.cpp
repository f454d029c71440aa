// A text instead of a declared error.
// expect: 13:5: error: call to deleted function 'require': an error is declared and named: ERROR(TooSmall, (U256 have)), then require(x > 1, TooSmall(x))
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    require(x > 1, "too small");
    return x;
  }
};
CONTRACTS(Mistake)
