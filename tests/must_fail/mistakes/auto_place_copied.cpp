// auto names a place in storage, which is copied later.
// expect: 14:10: error: call to deleted constructor of 'U256' (aka 'Value<Unsigned<256U>>'): this is a place in storage, not a copy; write U256 x = m[k] for a copy
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    auto b = balances[who];
    U256 y = b;
    return y;
  }
};
CONTRACTS(Mistake)
