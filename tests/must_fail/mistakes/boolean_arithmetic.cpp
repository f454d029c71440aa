// Truth values are added.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bool, f, (Bool a, Bool b), pure_) { return a + b; }
};
CONTRACTS(Mistake)
