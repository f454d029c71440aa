// An address assigned to a number.
// expect: 13:19: error: overload resolution selected deleted operator '=': the types differ; convert with checked_cast<T>(x), truncate<T>(x) or reinterpret<T>(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    balances[who] = who;
    return x;
  }
};
CONTRACTS(Mistake)
