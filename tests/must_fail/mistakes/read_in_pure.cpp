// A pure function reads state.
// expect: 9:41: error: expected nothing beyond pure in f, as declared; this reads storage
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(U256, f, (U256 x), pure_) { return total + x; }
};
CONTRACTS(Mistake)
