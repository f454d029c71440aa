// Two functions with one signature.
// expect: 9:3: error: there are two functions f with these parameters; one that replaces a mixin's says override_
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (U256 x)) { require(x > 0); }
  FN(void, g, (U256 y), named("f")) { require(y > 0); }
};
CONTRACTS(Mistake)
