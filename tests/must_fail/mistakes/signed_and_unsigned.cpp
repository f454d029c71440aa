// Numbers with and without sign are added.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(I256, f, (I256 x, U256 y), pure_) { return x + y; }
};
CONTRACTS(Mistake)
