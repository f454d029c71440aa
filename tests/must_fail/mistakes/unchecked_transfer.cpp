// The outcome of a transfer is stored and forgotten.
// expect: 10:15: warning: whether this transfer succeeded is never looked at: require(ok, TransferFailed()) [unchecked_call]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  RECEIVE() {}
  FN(void, f, (Address who)) {
    Bool ok = send_value(who, 1);
  }
};
CONTRACTS(Mistake)
