// A remainder is dropped before it is multiplied.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, share, (U256 amount, U256 parts, U256 mine), pure_) { return amount / parts * mine; }
};
CONTRACTS(Mistake)
