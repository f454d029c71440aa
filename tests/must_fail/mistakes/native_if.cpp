// A native if on a condition of the contract.
// expect: 13:9: error: no viable conversion from 'Expression<Bool>' (aka 'Expression<Value<BooleanKind>>') to 'bool'
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    if (x > 5) total = x;
    return x;
  }
};
CONTRACTS(Mistake)
