// Of a low-level call only the data is used.
// expect: 9:34: warning: whether this call succeeded is never looked at: require(result.ok, CallFailed()) [unchecked_call]
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes, f, (Address who, Bytes data)) {
    CallResult result = raw_call(who, data);
    return result.data;
  }
};
CONTRACTS(Mistake)
