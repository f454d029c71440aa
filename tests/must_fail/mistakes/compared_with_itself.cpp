// Both sides are the same.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bool, f, (U256 x, U256 y), pure_) { return y == y && x > y; }
};
CONTRACTS(Mistake)
