// msg.value is read where no value can come.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  FN(void, f, ()) { total = msg.value; }
};
CONTRACTS(Mistake)
