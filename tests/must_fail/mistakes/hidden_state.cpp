// A parameter with the name of a state variable.
// expect: 9:3: warning: owner hides the state variable of that name in f; give one of them another name [shadowing]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(owner, Address);
  FN(Bool, f, (Address owner), view) { return owner == msg.sender; }
};
CONTRACTS(Mistake)
