// Return in a plain C++ helper.
// expect: 11:7: error: Return in a C++ helper would leave f altogether; make the helper a DEF, or return at its end
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FIELD(total, U256);
  void helper(const U256& x) {
    If (x == 0) {
      Return();
    }
    total = x;
  }
  FN(void, f, (U256 x)) { helper(x); }
};
CONTRACTS(Mistake)
