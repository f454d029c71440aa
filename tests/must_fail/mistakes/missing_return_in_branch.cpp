// One branch has no value to return.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    If (x == 0) { Return(); }
    return x;
  }
};
CONTRACTS(Mistake)
