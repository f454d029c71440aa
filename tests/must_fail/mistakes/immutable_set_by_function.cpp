// An immutable is set, by way of an internal function, after construction.
// expect: 10:40: error: expected immutable cap to be written in the constructor only
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC_IMMUTABLE(cap, U256);
  FN(void, f, (U256 x)) { set_cap(x); }
  DEF(void, set_cap, (U256 x)) { cap = x; }
};
CONTRACTS(Mistake)
