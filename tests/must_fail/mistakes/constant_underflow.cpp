// A difference of constants below zero.
// expect: 8:35: error: 1 - 2 does not fit uint256: this always panics; signed types have negative numbers
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (), pure_) { return Constant<U256>(1) - Constant<U256>(2); }
};
CONTRACTS(Mistake)
