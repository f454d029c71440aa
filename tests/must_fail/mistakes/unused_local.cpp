// A local that nothing reads.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    U256 doubled = x * 2;
    return x;
  }
};
CONTRACTS(Mistake)
