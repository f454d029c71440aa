// An internal function takes fewer.
// expect: 8:46: error: the declaration has another number of parameters; give as many arguments
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) { return twice(x, x); }
  DEF(U256, twice, (U256 x)) { return x * 2; }
};
CONTRACTS(Mistake)
