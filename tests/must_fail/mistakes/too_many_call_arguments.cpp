// An internal function takes fewer.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) { return twice(x, x); }
  DEF(U256, twice, (U256 x)) { return x * 2; }
};
CONTRACTS(Mistake)
