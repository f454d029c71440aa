// A branch behind the one that takes every failure.
// expect: 15:26: error: CatchPanic after the Catch that takes all failures
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

INTERFACE(IOracle) {
  EXTERN(U256, latest, (), view);
};
struct Mistake {
  PUBLIC(last, U256);
  FN(void, f, (IOracle oracle)) {
    Try (U256 price, oracle.latest()) { last = price; }
    Catch () { last = 0; }
    CatchPanic (U256 code) { last = code; }
  }
};
CONTRACTS(Mistake)
