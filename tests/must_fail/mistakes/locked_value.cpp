// Wei comes in and never leaves.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(paid, Map<Address, U256>);
  FN(void, pay, (), payable) { paid[msg.sender] += msg.value; }
};
CONTRACTS(Mistake)
