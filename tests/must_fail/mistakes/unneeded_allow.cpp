// A warning is acknowledged that there is not.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    allow(Lint::reentrancy, "calls nothing");
    return x;
  }
};
CONTRACTS(Mistake)
