// Wei sent to a function that is not payable.
// expect: 13:38: error: poke is not payable
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

INTERFACE(IOther) {
  EXTERN(void, poke, ());
};

struct Mistake {
  FIELD(other, IOther);
  FN(void, f, ()) { other.poke.value(1)(); }
};
CONTRACTS(Mistake)
