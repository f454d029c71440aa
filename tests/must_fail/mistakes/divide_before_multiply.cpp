// A remainder is dropped before it is multiplied.
// expect: 8:73: warning: the division drops a remainder before the multiplication; multiply first [divide_first]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, share, (U256 amount, U256 parts, U256 mine), pure_) { return amount / parts * mine; }
};
CONTRACTS(Mistake)
