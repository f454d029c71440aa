// A function with the name of a getter.
// expect: 8:3: error: expected a selector of its own for total(); total() has the same
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(U256, total_, (), view, named("total")) { return 1; }
};
CONTRACTS(Mistake)
