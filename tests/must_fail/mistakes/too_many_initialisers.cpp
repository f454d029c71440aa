// A struct is given more values than it has members.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  struct Pair {
    U256 a, b;
  };
  FN(Pair, f, (U256 x), pure_) { return Pair{x, x, x}; }
};
CONTRACTS(Mistake)
