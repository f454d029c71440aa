// An address that depends on a nonce cannot be known before.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Child {
  PUBLIC(seed, U256);
  CTOR((U256 s)) { seed = s; }
};
struct Mistake {
  FN(Address, f, (U256 x), view) { return create<Child>.address(x); }
};
CONTRACTS(Mistake)
