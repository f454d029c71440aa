// Catch without a Try.
// expect: 11:12: error: Catch without a Try right before it
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FIELD(total, U256);
  FN(void, f, ()) {
    total = 1;
    Catch () {
      total = 2;
    }
  }
};
CONTRACTS(Mistake)
