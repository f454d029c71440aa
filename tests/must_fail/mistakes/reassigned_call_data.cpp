// A parameter in call data cannot take other bytes.
// expect: 9:9: error: expected a local of its own in memory: it starts as call data, so it cannot take other values later; start it with to_memory(x)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes, f, (Bytes a), pure_) {
    a = abi_encode(Constant<U256>(1));
    return a;
  }
};
CONTRACTS(Mistake)
