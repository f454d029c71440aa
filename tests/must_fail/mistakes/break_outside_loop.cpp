// Break without a loop around it.
// expect: 9:19: error: expected Break and Continue inside a loop
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    If (x == 0) { Break; }
    return x;
  }
};
CONTRACTS(Mistake)
