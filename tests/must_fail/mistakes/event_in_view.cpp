// A function that only reads logs an event.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Seen, (U256 x));
  FN(void, f, (U256 x), view) { emit(Seen(x)); }
};
CONTRACTS(Mistake)
