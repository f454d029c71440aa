// A byte is never as large as this.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bool, f, (U8 x), pure_) { return U256(x) > 300; }
};
CONTRACTS(Mistake)
