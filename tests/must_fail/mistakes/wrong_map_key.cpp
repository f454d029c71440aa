// The key of a map has another type.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(balances, Map<Address, U256>);
  FN(U256, f, (U256 x), view) { return balances[x]; }
};
CONTRACTS(Mistake)
