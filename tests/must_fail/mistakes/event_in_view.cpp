// A function that only reads logs an event.
// expect: 9:33: error: expected nothing beyond view in f, as declared; this emits an event
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  EVENT(Seen, (U256 x));
  FN(void, f, (U256 x), view) { emit(Seen(x)); }
};
CONTRACTS(Mistake)
