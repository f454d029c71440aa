// An assignment where a comparison was meant.
// expect: 13:5: error: functional-style cast from 'Assigned' to '::mozi::dsl::Condition' uses deleted function: an assignment has no value; compare with ==
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    If (total = x) {
      flag = true;
    }
    return x;
  }
};
CONTRACTS(Mistake)
