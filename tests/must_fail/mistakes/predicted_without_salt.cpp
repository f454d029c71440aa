// An address that depends on a nonce cannot be known before.
// expect: 12:43: error: only a creation with a salt has an address that is known before: create<Child>.salt(s).address(...)
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
