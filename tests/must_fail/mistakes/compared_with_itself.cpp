// Both sides are the same.
// expect: 8:49: warning: this comparison is always true, whatever its operands are; compare what can differ [constant_condition]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bool, f, (U256 x, U256 y), pure_) { return y == y && x > y; }
};
CONTRACTS(Mistake)
