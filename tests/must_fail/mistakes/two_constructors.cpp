// A contract has two constructors.
// expect: 10:3: error: a contract has one constructor; give this one's work to the other
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  CTOR((U256 x)) { total = x; }
  CTOR((U256 x, U256 y)) { total = x + y; }
};
CONTRACTS(Mistake)
