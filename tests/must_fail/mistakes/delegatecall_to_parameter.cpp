// The caller's code on this contract's state.
// expect: 10:42: warning: the caller chooses whose code runs on this contract's state; keep the address in an immutable, or check it against those that are known [delegate_target]
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
