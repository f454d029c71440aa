// The outcome of a transfer is stored and forgotten.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  RECEIVE() {}
  FN(void, f, (Address who)) {
    Bool ok = send_value(who, 1);
  }
};
CONTRACTS(Mistake)
