// Only arrays in call data have slices.
// expect: 10:23: error: only arrays in call data have slices; copy the elements in a For
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Array<U256>, f, (Array<U256> a), pure_) {
    Array<U256> copy = to_memory(a);
    return copy.slice(0, 1);
  }
};
CONTRACTS(Mistake)
