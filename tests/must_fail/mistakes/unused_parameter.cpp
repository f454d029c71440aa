// A parameter that nothing reads.
// expect: 8:3: warning: parameter y of f is never read; remove it, or leave out its name if the ABI needs it [unused_parameter]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (U256 x, U256 y), pure_) { return x; }
};
CONTRACTS(Mistake)
