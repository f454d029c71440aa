// No block need have this timestamp.
// expect: 11:13: warning: no block need have exactly this timestamp; compare with <= or >= [timestamp_equality]
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
