// A remainder that always panics.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    x %= 0;
    return x;
  }
};
CONTRACTS(Mistake)
