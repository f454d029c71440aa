// A mixin's constructor with parameters is not called.
// expect: 13:3: error: the constructor of Owned has parameters; call it in this constructor: BASE(Owned)(...)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Owned {
  PUBLIC(owner, Address);
  CTOR((Address first)) { owner = first; }
};
struct Mistake : Owned {
  PUBLIC(total, U256);
  CTOR((U256 x)) { total = x; }
};
CONTRACTS(Mistake)
