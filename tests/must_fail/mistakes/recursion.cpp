// An internal function calls itself.
// expect: 9:3: error: expected functions that do not call themselves; got factorial -> factorial
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) { return factorial(x); }
  DEF(U256, factorial, (U256 x)) {
    If (x == 0) { Return(1); }
    return x * factorial(x - 1);
  }
};
CONTRACTS(Mistake)
