// A byte is never as large as this.
// expect: 8:39: warning: this comparison is always false, whatever its operands are; compare what can differ [constant_condition]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bool, f, (U8 x), pure_) { return U256(x) > 300; }
};
CONTRACTS(Mistake)
