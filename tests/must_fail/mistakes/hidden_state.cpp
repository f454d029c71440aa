// A parameter with the name of a state variable.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(owner, Address);
  FN(Bool, f, (Address owner), view) { return owner == msg.sender; }
};
CONTRACTS(Mistake)
