// A statement behind a revert.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, f, (U256 x)) {
    revert();
    total = x;
  }
};
CONTRACTS(Mistake)
