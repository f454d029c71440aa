// A ternary on a condition of the contract.
// expect: 13:14: error: no viable conversion from 'Expression<Bool>' (aka 'Expression<Value<BooleanKind>>') to 'bool'
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    U256 y = x > 5 ? x : total;
    return y;
  }
};
CONTRACTS(Mistake)
