// What selfdestruct no longer does.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Address heir)) { selfdestruct(heir); }
};
CONTRACTS(Mistake)
