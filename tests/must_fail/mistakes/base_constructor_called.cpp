// A mixin's constructor without parameters is called, though it runs by itself.
// expect: 12:26: error: the constructor of Counted runs by itself, before this one; remove the call
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Counted {
  PUBLIC(count, U256);
  CTOR(()) { count = 1; }
};
struct Mistake : Counted {
  CTOR(()) { BASE(Counted)(); }
};
CONTRACTS(Mistake)
