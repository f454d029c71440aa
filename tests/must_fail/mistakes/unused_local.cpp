// A local that nothing reads.
// expect: 9:20: warning: local doubled is never read; use it or remove it [unused_local]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x), pure_) {
    U256 doubled = x * 2;
    return x;
  }
};
CONTRACTS(Mistake)
