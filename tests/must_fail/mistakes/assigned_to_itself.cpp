// A parameter hides the state that was meant.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 total), pure_) {
    total = total;
    return total;
  }
};
CONTRACTS(Mistake)
