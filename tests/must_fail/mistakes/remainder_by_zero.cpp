// A remainder that always panics.
// expect: 9:10: error: division by zero: this always panics; divide by something else
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    x %= 0;
    return x;
  }
};
CONTRACTS(Mistake)
