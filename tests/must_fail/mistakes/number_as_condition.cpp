// A number where a condition is expected.
// expect: 13:5: error: functional-style cast from 'U256' (aka 'Value<Unsigned<256U>>') to '::mozi::dsl::Condition' uses deleted function: a condition is a Bool; compare: x != 0
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    If (x) {
      flag = true;
    }
    return x;
  }
};
CONTRACTS(Mistake)
