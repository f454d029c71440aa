// Wei comes in and never leaves.
// expect: 9:3: warning: wei that comes in here never leaves: no function of Mistake sends any; add one that does, or do not take value [locked_value]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(paid, Map<Address, U256>);
  FN(void, pay, (), payable) { paid[msg.sender] += msg.value; }
};
CONTRACTS(Mistake)
