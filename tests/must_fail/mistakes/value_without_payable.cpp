// msg.value is read where no value can come.
// expect: 9:29: error: expected a payable function around msg.value; got f, which refuses value
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, f, ()) { total = msg.value; }
};
CONTRACTS(Mistake)
