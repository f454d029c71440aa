// A parameter hides the state that was meant.
// expect: 9:13: warning: this assigns a value to itself; a parameter may hide a state variable [self_assignment]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 total), pure_) {
    total = total;
    return total;
  }
};
CONTRACTS(Mistake)
