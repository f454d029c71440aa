// The caller's code on this contract's state.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  ERROR(Failed, ());
  FN(void, f, (Address code, Bytes data)) {
    CallResult result = raw_delegatecall(code, data);
    require(result.ok, Failed());
  }
};
CONTRACTS(Mistake)
