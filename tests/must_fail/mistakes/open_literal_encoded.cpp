// A literal without a type in an encoding.
// expect: 8:40: error: the literal needs a type here: Constant<U256>(1)
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  FN(Bytes, f, ()) { return abi_encode(1); }
};
CONTRACTS(Mistake)
