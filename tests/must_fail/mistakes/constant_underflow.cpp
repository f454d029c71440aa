// A difference of constants below zero.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(U256, f, (), pure_) { return Constant<U256>(1) - Constant<U256>(2); }
};
CONTRACTS(Mistake)
