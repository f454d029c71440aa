// Nothing says what happens when the call fails.
// expect: 13:37: error: a Try needs a branch for failure: Catch (Bytes reason) { ... }
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

INTERFACE(IOracle) {
  EXTERN(U256, latest, (), view);
};
struct Mistake {
  PUBLIC(last, U256);
  FN(void, f, (IOracle oracle)) {
    Try (U256 price, oracle.latest()) { last = price; }
  }
};
CONTRACTS(Mistake)
