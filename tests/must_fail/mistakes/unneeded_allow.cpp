// A warning is acknowledged that there is not.
// expect: 9:5: warning: there is nothing here to acknowledge as reentrancy; remove the allow [unneeded_allow]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    allow(Lint::reentrancy, "calls nothing");
    return x;
  }
};
CONTRACTS(Mistake)
