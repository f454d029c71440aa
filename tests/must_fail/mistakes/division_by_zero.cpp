// A division that always panics.
// expect: 8:45: error: division by zero: this always panics; divide by something else
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) { return x / 0; }
};
CONTRACTS(Mistake)
