// A constructor that refuses wei is sent some.
// expect: 12:76: error: Child's constructor is not payable, so it takes no value
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Child {
  PUBLIC(seed, U256);
  CTOR((U256 s)) { seed = s; }
};
struct Mistake {
  FN(Address, f, (U256 x), payable) { return create<Child>.value(msg.value)(x); }
};
CONTRACTS(Mistake)
