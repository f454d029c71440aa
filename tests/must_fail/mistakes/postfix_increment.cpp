// The postfix form of an increment.
// expect: 8:28: error: overload resolution selected deleted operator '++': write ++i or i += 1
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (U256 x)) { x++; }
};
CONTRACTS(Mistake)
