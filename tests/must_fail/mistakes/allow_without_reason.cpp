// A warning is acknowledged without a reason.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Address heir)) {
    allow(Lint::selfdestruct, "");
    selfdestruct(heir);
  }
};
CONTRACTS(Mistake)
