// Another contract's state is used as if it were one's own.
// expect: 11:47: error: invalid use of non-static data member 'total'
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Other {
  PUBLIC(total, U256);
};
struct Mistake {
  FN(U256, f, (U256 x), view) { return Other::total + x; }
};
CONTRACTS(Mistake)
