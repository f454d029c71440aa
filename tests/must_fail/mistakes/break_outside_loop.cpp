// Break without a loop around it.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    If (x == 0) { Break; }
    return x;
  }
};
CONTRACTS(Mistake)
