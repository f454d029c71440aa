// A mixin's constructor is called twice.
// expect: 14:15: error: the constructor of Owned is called a second time
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Owned {
  PUBLIC(owner, Address);
  CTOR((Address first)) { owner = first; }
};
struct Mistake : Owned {
  CTOR((Address a, Address b)) {
    BASE(Owned)(a);
    BASE(Owned)(b);
  }
};
CONTRACTS(Mistake)
