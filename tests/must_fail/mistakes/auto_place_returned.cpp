// auto names a place in storage, which is returned after a change.
// expect: 15:12: error: this storage place was named before other statements took effect; copy it first: U256 x = m[k]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooSmall, (U256 have));
  FIELD(total, U256);
  FIELD(flag, Bool);
  FIELD(balances, Map<Address, U256>);
  FN(U256, f, (U256 x, Address who)) {
    auto b = balances[who];
    balances[who] = 0;
    return b;
  }
};
CONTRACTS(Mistake)
