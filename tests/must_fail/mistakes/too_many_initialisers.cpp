// A struct is given more values than it has members.
// expect: 11:52: error: excess elements in struct initializer
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  struct Pair {
    U256 a, b;
  };
  FN(Pair, f, (U256 x), pure_) { return Pair{x, x, x}; }
};
CONTRACTS(Mistake)
