// One branch has no value to return.
// expect: 9:19: error: Return() lacks the value that f returns
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    If (x == 0) { Return(); }
    return x;
  }
};
CONTRACTS(Mistake)
