// A parameter that nothing reads.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x, U256 y), pure_) { return x; }
};
CONTRACTS(Mistake)
