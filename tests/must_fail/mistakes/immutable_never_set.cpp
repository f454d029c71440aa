// An immutable that is always zero.
// expect: 8:3: error: immutable cap is never set; set it in the constructor: CTOR((...)) { cap = ...; }
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC_IMMUTABLE(cap, U256);
  FN(Bool, f, (U256 x), view) { return x < cap; }
};
CONTRACTS(Mistake)
