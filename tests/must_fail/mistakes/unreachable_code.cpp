// A statement behind a revert.
// expect: 11:13: warning: this is never reached; remove it, or the statement before it that ends the path [unreachable]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, f, (U256 x)) {
    revert();
    total = x;
  }
};
CONTRACTS(Mistake)
