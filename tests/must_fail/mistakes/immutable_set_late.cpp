// An immutable set outside of the constructor.
// expect: 9:33: error: an immutable is set in the constructor only
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  IMMUTABLE(cap, U256);
  FN(void, f, (U256 x)) { cap = x; }
};
CONTRACTS(Mistake)
