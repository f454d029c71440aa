// No block need have this timestamp.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(TooEarly, ());
  PUBLIC(end, U256);
  FN(void, f, ()) {
    require(block.timestamp == end, TooEarly());
    end = 0;
  }
};
CONTRACTS(Mistake)
