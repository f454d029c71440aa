// A function that only reads, by its declaration, writes.
// expect: 9:41: error: expected nothing beyond view in f, as declared; this writes storage
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, f, (U256 x), view) { total = x; }
};
CONTRACTS(Mistake)
