// An unsigned number is never negative.
// expect: 10:13: warning: this comparison is always true, whatever its operands are; compare what can differ [constant_condition]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(Negative, ());
  FN(U256, f, (U256 x), pure_) {
    require(x >= 0, Negative());
    return x;
  }
};
CONTRACTS(Mistake)
