// A map declared in a function.
// expect: 8:40: error: a map lives in storage only; declare it with FIELD(name, type)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, ()) { Map<Address, U256> local; }
};
CONTRACTS(Mistake)
