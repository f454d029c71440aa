// A parameter in call data cannot take other bytes.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes, f, (Bytes a), pure_) {
    a = abi_encode(Constant<U256>(1));
    return a;
  }
};
CONTRACTS(Mistake)
