// An immutable is read before the constructor has set it.
// expect: 11:13: error: immutable cap is read before it is set, so it is zero here; set it first
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  PUBLIC(total, U256);
  PUBLIC_IMMUTABLE(cap, U256);
  CTOR((U256 most)) {
    total = cap;
    cap = most;
  }
};
CONTRACTS(Mistake)
