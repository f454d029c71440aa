// A warning is acknowledged without a reason.
// expect: 9:5: error: allow needs a reason: allow(Lint::reentrancy, "why")
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Address heir)) {
    allow(Lint::selfdestruct, "");
    selfdestruct(heir);
  }
};
CONTRACTS(Mistake)
