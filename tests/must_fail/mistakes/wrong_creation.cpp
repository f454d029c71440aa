// Arguments that a constructor does not take.
// expect: 13:44: error: Child's constructor takes 1 arguments, not 2
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Child {
  FIELD(x, U256);
  CTOR((U256 x_)) { x = x_; }
};

struct Mistake {
  FN(Address, f, ()) { return create<Child>(1, 2); }
};
CONTRACTS(Mistake)
