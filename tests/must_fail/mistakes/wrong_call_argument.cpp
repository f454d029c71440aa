// An internal function takes another type.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (Address who), pure_) { return twice(who); }
  DEF(U256, twice, (U256 x)) { return x * 2; }
};
CONTRACTS(Mistake)
