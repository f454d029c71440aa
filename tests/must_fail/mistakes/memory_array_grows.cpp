// A push to an array in memory.
// expect: 10:5: error: only arrays in storage grow and shrink
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, ()) {
    Array<U256> local = new_array<U256>(1);
    local.push(2);
  }
};
CONTRACTS(Mistake)
