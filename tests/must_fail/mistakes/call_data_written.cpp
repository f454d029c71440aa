// A write to call data.
// expect: 8:43: error: call data cannot be written; copy it first: to_memory(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (Array<U256> xs)) { xs[0] = 1; }
};
CONTRACTS(Mistake)
