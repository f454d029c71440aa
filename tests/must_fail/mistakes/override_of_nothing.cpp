// override_ where there is nothing to replace.
// expect: 8:3: error: there is no function f with these parameters to override
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(void, f, (), override_) {}
};
CONTRACTS(Mistake)
