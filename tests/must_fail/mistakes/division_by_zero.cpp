// A division that always panics.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) { return x / 0; }
};
CONTRACTS(Mistake)
